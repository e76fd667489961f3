package org.mkailin.runners.flink.halting;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.mkailin.agent.Agent;
import org.mkailin.agent.AnswerGenerator;
import org.mkailin.agent.ContextRetriever;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.QuestionEvaluator;
import org.mkailin.agent.QuestionGenerator;
import org.mkailin.config.Setting;
import org.mkailin.corpus.AnswerRequest;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Comparison;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.Judgement;
import org.mkailin.corpus.Passage;
import org.mkailin.corpus.Question;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/** Agents of every role that do next to nothing, and stop for good at a certain citation. */
public final class HaltingPlugin implements Plugin {
  /**
   * What an agent does.
   *
   * @param words how its questions begin
   * @param pmid where it stops, if anywhere
   * @param marker the file that says so
   */
  record Config(
      @Setting(value = "how questions begin", byDefault = "Why") String words,
      @Setting("where to stop") Optional<String> pmid,
      @Setting("file that says which process stopped") Optional<String> marker) {}

  @Override
  public String name() {
    return "halting";
  }

  @Override
  public String description() {
    return "stops for good, once";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(
        Role.QUESTION_GENERATOR,
        Role.CONTEXT_RETRIEVER,
        Role.QUESTION_EVALUATOR,
        Role.ANSWER_GENERATOR);
  }

  @Override
  public Class<Config> configuration() {
    return Config.class;
  }

  @Override
  public Module module() {
    return new Agents();
  }

  private static final class Agents extends AbstractModule {
    private static final Context CONTEXT =
        new Context(new Passage("1", "A context", "Of all questions.", null, List.of()), 1);

    @Provides
    @Singleton
    static QuestionGenerator asks(Config config) {
      return halting(config, Citation::pmid, c -> config.words() + " " + c.title() + "?")::process;
    }

    @Provides
    @Singleton
    static ContextRetriever retrieves(Config config) {
      return halting(config, Question::pmid, question -> List.of(CONTEXT))::process;
    }

    @Provides
    @Singleton
    static QuestionEvaluator judges(Config config) {
      return halting(
              config,
              pair -> pair.source().pmid(),
              (Comparison pair) ->
                  new Judgement(
                      length(pair.first().question()), length(pair.second().question()), false))
          ::process;
    }

    @Provides
    @Singleton
    static AnswerGenerator answers(Config config) {
      return halting(
              config,
              request -> request.source().pmid(),
              (AnswerRequest request) -> "Because of " + request.source().title())
          ::process;
    }

    private static double length(Question question) {
      return question.text().length();
    }

    private static <I, O> Agent<I, O> halting(
        Config config, Function<I, String> pmid, Function<I, O> work) {
      return batch ->
          batch.stream()
              .map(
                  input -> {
                    if (config.pmid().equals(Optional.of(pmid.apply(input)))) {
                      Marker.haltOnce(Path.of(config.marker().orElseThrow()));
                    }
                    return Outcome.of(work.apply(input));
                  })
              .toList();
    }
  }
}
