package org.mkailin.transforms;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.mkailin.agent.AgentTransform;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.Processed;
import org.mkailin.corpus.Citation;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/** A question generator in transform form. */
public final class WholePlugin implements Plugin {
  static final class WholeCorpus extends AgentTransform<Citation, String> {
    @Override
    public PCollection<Processed<Citation, String>> expand(PCollection<Citation> citations) {
      return citations.apply("Ask about all", ParDo.of(new AskFn()));
    }
  }

  private static final class AskFn extends DoFn<Citation, Processed<Citation, String>> {
    @ProcessElement
    public void process(
        @Element Citation citation, OutputReceiver<Processed<Citation, String>> asked) {
      asked.output(
          new Processed<>(
              citation,
              citation.sections().isEmpty()
                  ? Outcome.rejected("no-abstract", "nothing to read")
                  : Outcome.of("All at once about " + citation.pmid() + "?")));
    }
  }

  @Override
  public String name() {
    return "whole";
  }

  @Override
  public String description() {
    return "Asks about all citations in a dataflow of its own.";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.QUESTION_GENERATOR);
  }

  @Override
  public Module module() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        bind(new TypeLiteral<AgentTransform<Citation, String>>() {}).to(WholeCorpus.class);
      }
    };
  }
}
