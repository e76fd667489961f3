package org.mkailin.runtime;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.QuestionGenerator;
import org.mkailin.corpus.Citation;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/** A plugin whose author forgot the scope of a binding. */
public final class LoosePlugin implements Plugin {
  static final AtomicInteger MADE = new AtomicInteger();
  static final AtomicInteger CLOSED = new AtomicInteger();

  static final class Loose implements QuestionGenerator, AutoCloseable {
    Loose() {
      MADE.incrementAndGet();
    }

    @Override
    public List<Outcome<String>> process(List<Citation> batch) {
      return List.of();
    }

    @Override
    public void close() {
      CLOSED.incrementAndGet();
    }
  }

  @Override
  public String name() {
    return "loose";
  }

  @Override
  public String description() {
    return "Binds without a scope.";
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
        bind(QuestionGenerator.class).toProvider(Loose::new);
      }
    };
  }
}
