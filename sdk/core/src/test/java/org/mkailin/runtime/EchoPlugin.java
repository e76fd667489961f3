package org.mkailin.runtime;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.TypeLiteral;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.beam.sdk.values.PCollection;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.AgentTransform;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.Processed;
import org.mkailin.agent.QuestionGenerator;
import org.mkailin.config.Setting;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.Question;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/** A plugin that writes down what is opened and closed. */
public final class EchoPlugin implements Plugin {
  static final List<String> EVENTS = new CopyOnWriteArrayList<>();

  record EchoConfig(@Setting("how a question begins") String prefix) {}

  private record ModelKey(String file) {}

  /** A model that two agents share. */
  static final class Model implements AutoCloseable {
    private boolean closed;

    Model() {
      EVENTS.add("opened model");
    }

    void checkOpen() {
      if (closed) {
        throw new IllegalStateException("the model is closed");
      }
    }

    @Override
    public void close() {
      closed = true;
      EVENTS.add("closed model");
    }
  }

  @Singleton
  static final class Echo implements QuestionGenerator, AutoCloseable {
    private final String answer;
    private final Model model;

    @Inject
    Echo(AgentSpec spec, EchoConfig config, Model model) {
      if (config.prefix().equals("explode")) {
        throw new IllegalStateException("model file is truncated");
      }
      EVENTS.add("made agent");
      this.model = model;
      answer = spec.name() + ": " + config.prefix();
    }

    @Override
    public List<Outcome<String>> process(List<Citation> batch) {
      model.checkOpen();
      return List.of(Outcome.of(answer));
    }

    @Override
    public void close() {
      EVENTS.add("closed agent");
    }
  }

  static final class Nothing extends AgentTransform<Question, List<Context>> {
    @Override
    public PCollection<Processed<Question, List<Context>>> expand(PCollection<Question> input) {
      throw new UnsupportedOperationException();
    }
  }

  static final class EchoModule extends AbstractModule {
    @Override
    protected void configure() {
      bind(QuestionGenerator.class).to(Echo.class);
      bind(new TypeLiteral<AgentTransform<Question, List<Context>>>() {}).to(Nothing.class);
    }

    @Provides
    @Singleton
    Model model(Resources resources) {
      return resources.share(new ModelKey("m"), Model::new);
    }
  }

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public String description() {
    return "Says its name.";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.QUESTION_GENERATOR, Role.CONTEXT_RETRIEVER);
  }

  @Override
  public Class<? extends Record> configuration() {
    return EchoConfig.class;
  }

  @Override
  public Module module() {
    return new EchoModule();
  }
}
