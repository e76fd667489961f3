package org.mkailin.plugins.prompted;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.Outcome;
import org.mkailin.config.ConfigBinder;
import org.mkailin.model.GenerationRequest;
import org.mkailin.model.TextGenerator;

/** Says what it was told to say, call by call, and remembers what it was asked. */
final class ScriptedGenerator implements TextGenerator {
  static final AgentSpec SPEC = new AgentSpec("general", List.of("prompted"), Map.of());

  private final List<List<Outcome<String>>> script = new ArrayList<>();
  private final List<List<GenerationRequest>> calls = new ArrayList<>();

  @SafeVarargs
  ScriptedGenerator(List<Outcome<String>>... calls) {
    for (List<Outcome<String>> replies : calls) {
      script.add(replies);
    }
  }

  /** One call's replies. */
  static List<Outcome<String>> says(String... replies) {
    return List.of(replies).stream().map(Outcome::of).toList();
  }

  /** What it was asked, call by call. */
  List<List<GenerationRequest>> calls() {
    return calls;
  }

  /** A strict generator on top of it. */
  StrictGenerator strict(Map<String, ?> config) {
    return new StrictGenerator(configured(config), SPEC, this);
  }

  static PromptedConfig configured(Map<String, ?> values) {
    List<String> problems = new ArrayList<>();
    return ConfigBinder.bind(PromptedConfig.class, values, "prompted", problems)
        .orElseThrow(() -> new IllegalArgumentException(problems.toString()));
  }

  @Override
  public List<Outcome<String>> process(List<GenerationRequest> batch) {
    calls.add(batch);
    return script.get(calls.size() - 1);
  }

  @Override
  public String identity() {
    return "scripted";
  }
}
