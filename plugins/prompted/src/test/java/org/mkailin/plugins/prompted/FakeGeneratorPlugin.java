package org.mkailin.plugins.prompted;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mkailin.agent.Outcome;
import org.mkailin.model.GenerationRequest;
import org.mkailin.model.TextGenerator;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/**
 * A language model that knows the built-in prompts. It talks beside the point where the seed is
 * even, so that about every second reply has to be asked for again.
 */
public final class FakeGeneratorPlugin implements Plugin {
  private static final class FakeGenerator implements TextGenerator {
    private static final Pattern TITLE = Pattern.compile("(?m)^Title: (.*?)[.?]?$");

    @Override
    public List<Outcome<String>> process(List<GenerationRequest> batch) {
      return batch.stream().map(request -> Outcome.of(reply(request))).toList();
    }

    private static String reply(GenerationRequest request) {
      if (request.seed() % 2 == 0) {
        return "Let me think about";
      }
      String prompt = request.messages().get(0).content();
      Matcher title = TITLE.matcher(prompt);
      if (title.find()) {
        return "**Question:** What is known of " + title.group(1) + "?";
      }
      return prompt.endsWith("Answer:")
          ? "Answer: Yes, it does."
          : SideOverlap.of(prompt).better() + ".";
    }

    @Override
    public String identity() {
      return "fake";
    }
  }

  @Override
  public String name() {
    return "fake-generator";
  }

  @Override
  public String description() {
    return "replies to the built-in prompts";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.TEXT_GENERATOR);
  }

  @Override
  public Module module() {
    return new AbstractModule() {
      @Provides
      @Singleton
      TextGenerator generator() {
        return new FakeGenerator();
      }
    };
  }
}
