package org.mkailin.transforms;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.QuestionGenerator;
import org.mkailin.agent.TransientFault;
import org.mkailin.config.Setting;
import org.mkailin.corpus.Citation;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/** A question generator that asks, falters or breaks, as its test says. */
public final class ScriptedPlugin implements Plugin {
  static final Queue<List<Citation>> BATCHES = new ConcurrentLinkedQueue<>();
  static final AtomicInteger faultsLeft = new AtomicInteger();

  record ScriptedConfig(@Setting("what it does") String behaviour) {}

  @Singleton
  static final class Scripted implements QuestionGenerator {
    private final String behaviour;

    @Inject
    Scripted(ScriptedConfig config) {
      behaviour = config.behaviour();
    }

    @Override
    public List<Outcome<String>> process(List<Citation> batch) {
      BATCHES.add(batch);
      return switch (behaviour) {
        case "break" -> throw new IllegalStateException("out of memory");
        case "lose" -> List.of();
        case "mumble" -> batch.stream().map(citation -> Outcome.of(" \n")).toList();
        case "falter" -> {
          if (faultsLeft.getAndDecrement() > 0) {
            throw new TransientFault("429");
          }
          yield batch.stream().map(Scripted::ask).toList();
        }
        default -> batch.stream().map(Scripted::ask).toList();
      };
    }

    private static Outcome<String> ask(Citation citation) {
      return citation.sections().isEmpty()
          ? Outcome.rejected("no-abstract", "nothing to read")
          : Outcome.of("What of " + citation.pmid() + "?");
    }
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public String description() {
    return "Does what its test says.";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.QUESTION_GENERATOR);
  }

  @Override
  public Class<? extends Record> configuration() {
    return ScriptedConfig.class;
  }

  @Override
  public Module module() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        bind(QuestionGenerator.class).to(Scripted.class);
      }
    };
  }
}
