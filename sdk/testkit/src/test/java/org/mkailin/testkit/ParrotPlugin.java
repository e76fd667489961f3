package org.mkailin.testkit;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.mkailin.agent.Outcome;
import org.mkailin.model.GenerationRequest;
import org.mkailin.model.TextGenerator;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;
import org.mkailin.runtime.Resources;

/** A language model that repeats the words it was told, in a mixed order if it is to sample. */
public final class ParrotPlugin implements Plugin {
  private record VoiceKey(String name) {}

  /** What the parrot holds open. */
  private static final class Voice implements AutoCloseable {
    private volatile boolean closed;

    String say(List<String> words) {
      if (closed) {
        throw new IllegalStateException("the voice is closed");
      }
      return String.join(" ", words);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Singleton
  static final class Parrot implements TextGenerator {
    private final Voice voice;

    @Inject
    Parrot(Resources resources) {
      voice = resources.share(new VoiceKey("parrot"), Voice::new);
    }

    @Override
    public List<Outcome<String>> process(List<GenerationRequest> batch) {
      return batch.stream().map(this::repeat).toList();
    }

    private Outcome<String> repeat(GenerationRequest request) {
      String told = request.messages().get(request.messages().size() - 1).content();
      if (told.isBlank()) {
        return Outcome.rejected("nothing-said", "the last message is blank");
      }
      List<String> words = Arrays.asList(told.strip().split("\\s+"));
      if (request.temperature() > 0) {
        Collections.shuffle(words, new Random(request.seed()));
      }
      return Outcome.of(
          voice.say(words.subList(0, Math.min(words.size(), request.maxNewTokens()))));
    }

    @Override
    public String identity() {
      return "parrot";
    }
  }

  @Override
  public String name() {
    return "parrot";
  }

  @Override
  public String description() {
    return "Repeats what it was told.";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.TEXT_GENERATOR);
  }

  @Override
  public Module module() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        bind(TextGenerator.class).to(Parrot.class);
      }
    };
  }
}
