package org.mkailin.plugins.prompted;

import com.google.inject.Module;
import java.util.Set;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/** The plugin «prompted»: asks, judges and answers with the language model beside it. */
public final class PromptedPlugin implements Plugin {
  @Override
  public String name() {
    return "prompted";
  }

  @Override
  public String description() {
    return "asks, judges and answers with any text generator, by prompt templates of your own or"
        + " built in";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.QUESTION_GENERATOR, Role.QUESTION_EVALUATOR, Role.ANSWER_GENERATOR);
  }

  @Override
  public Set<Role> requires() {
    return Set.of(Role.TEXT_GENERATOR);
  }

  @Override
  public Class<PromptedConfig> configuration() {
    return PromptedConfig.class;
  }

  @Override
  public Module module() {
    return new PromptedModule();
  }
}
