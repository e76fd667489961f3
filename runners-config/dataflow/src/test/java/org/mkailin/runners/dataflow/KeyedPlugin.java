package org.mkailin.runners.dataflow;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mkailin.agent.AnswerGenerator;
import org.mkailin.agent.Outcome;
import org.mkailin.config.Secret;
import org.mkailin.config.Setting;
import org.mkailin.corpus.AnswerRequest;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/** An answerer that has a secret, as those have that ask a service. */
public final class KeyedPlugin implements Plugin {
  /** The environment variable that the module's tests have, and no bucket may get to know. */
  static final String VARIABLE = "MKAILIN_DRY_RUN_KEY";

  record KeyedConfig(@Setting("the key") Secret key) {}

  @Singleton
  static final class Keyed implements AnswerGenerator {
    private final KeyedConfig config;

    @Inject
    Keyed(KeyedConfig config) {
      this.config = config;
    }

    @Override
    public List<Outcome<String>> process(List<AnswerRequest> batch) {
      String answer = answer(config.key().reveal());
      return batch.stream().map(request -> Outcome.of(answer)).toList();
    }
  }

  /** What it answers: only who has the key knows how long it is. */
  static String answer(String key) {
    return String.format(Locale.ROOT, "With a key of %d letters.", key.length());
  }

  @Override
  public String name() {
    return "keyed";
  }

  @Override
  public String description() {
    return "Answers with the length of its key.";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.ANSWER_GENERATOR);
  }

  @Override
  public Class<? extends Record> configuration() {
    return KeyedConfig.class;
  }

  @Override
  public Module module() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        bind(AnswerGenerator.class).to(Keyed.class);
      }
    };
  }
}
