package org.mkailin.pipelines.command;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.QuestionGenerator;
import org.mkailin.config.ConfigurationException;
import org.mkailin.config.Setting;
import org.mkailin.corpus.Citation;
import org.mkailin.plugin.CorpusStatistics;
import org.mkailin.plugin.Findings;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/** Plugins for the doctor to examine; a test chooses which are found. */
final class DoctorPlugins {
  private DoctorPlugins() {}

  private abstract static class Patient implements Plugin {
    private final String name;

    Patient(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String description() {
      return "A plugin to examine.";
    }

    @Override
    public Set<Role> provides() {
      return Set.of();
    }

    @Override
    public Module module() {
      return new AbstractModule() {};
    }
  }

  /** Has what it needs, and does without the rest. */
  public static final class Healthy extends Patient {
    public Healthy() {
      super("healthy");
    }

    @Override
    public void examine(Findings findings) {
      findings.good("library", "libhealthy 2.1");
      findings.note("GPU", "none found; models run on the CPU");
    }
  }

  /** Lacks something. */
  public static final class Ailing extends Patient {
    public Ailing() {
      super("ailing");
    }

    @Override
    public void examine(Findings findings) {
      findings.problem("library", "libailing is not there", "install libailing 3");
    }
  }

  /** Does not survive its own examination. */
  public static final class Fainting extends Patient {
    public Fainting() {
      super("fainting");
    }

    @Override
    public void examine(Findings findings) {
      findings.good("pulse", "80");
      throw new UnsatisfiedLinkError("no fainting in java.library.path");
    }
  }

  /** Has nothing to examine: its agents build or do not. */
  public static final class Model extends Patient {
    static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    public Model() {
      super("model");
    }

    record ModelConfig(@Setting("the file of the model") String file) {}

    static final class Generator implements QuestionGenerator, AutoCloseable {
      private final String file;

      @Inject
      Generator(ModelConfig config) {
        if (config.file().equals("truncated")) {
          throw new IllegalStateException("model file 'truncated' ends after 3 bytes");
        }
        if (config.file().equals("contradictory")) {
          throw new ConfigurationException(
              List.of(
                  "model file 'contradictory' lacks a start",
                  "model file 'contradictory' lacks an end"));
        }
        file = config.file();
        EVENTS.add("opened " + file);
      }

      @Override
      public List<Outcome<String>> process(List<Citation> batch) {
        throw new UnsupportedOperationException("the doctor asks no questions");
      }

      @Override
      public void close() {
        EVENTS.add("closed " + file);
      }
    }

    @Override
    public Set<Role> provides() {
      return Set.of(Role.QUESTION_GENERATOR);
    }

    @Override
    public Class<? extends Record> configuration() {
      return ModelConfig.class;
    }

    @Override
    public Module module() {
      return new AbstractModule() {
        @Override
        protected void configure() {
          bind(QuestionGenerator.class).to(Generator.class);
        }
      };
    }
  }

  /** Has one pool of threads for the whole process, whose size the first to ask decides. */
  public static final class Pooling extends Patient {
    private static final int DEFAULT = 2;
    private static final AtomicInteger POOL = new AtomicInteger();

    public Pooling() {
      super("pooling");
    }

    record PoolingConfig(@Setting("the number of threads") int threads) {}

    static void reset() {
      POOL.set(0);
    }

    @Override
    public Set<Role> provides() {
      return Set.of(Role.QUESTION_GENERATOR);
    }

    @Override
    public Class<? extends Record> configuration() {
      return PoolingConfig.class;
    }

    @Override
    public void examine(Findings findings) {
      POOL.compareAndSet(0, DEFAULT);
      findings.good("threads", String.valueOf(POOL.get()));
    }

    @Override
    public Module module() {
      return new AbstractModule() {
        @Provides
        QuestionGenerator generator(PoolingConfig config) {
          if (!POOL.compareAndSet(0, config.threads())) {
            throw new IllegalStateException(
                String.format(Locale.ROOT, "the pool has %d threads already", POOL.get()));
          }
          return batch -> List.of();
        }
      };
    }
  }

  /** Needs a pass over the corpus before its agents can work. */
  public static final class Counting extends Patient {
    public Counting() {
      super("counting");
    }

    record CountingConfig(@Setting("the file of the statistics") String counts) {}

    @Override
    public Set<Role> provides() {
      return Set.of(Role.QUESTION_GENERATOR, Role.CORPUS_STATISTICS);
    }

    @Override
    public Class<? extends Record> configuration() {
      return CountingConfig.class;
    }

    @Override
    public Module module() {
      return new AbstractModule() {
        @Override
        protected void configure() {
          bind(CorpusStatistics.class)
              .toInstance(
                  () -> {
                    throw new UnsupportedOperationException("the doctor reads no corpus");
                  });
        }

        @Provides
        QuestionGenerator generator(CountingConfig config) {
          throw new IllegalStateException(config.counts() + " does not exist");
        }
      };
    }
  }
}
