package org.mkailin.plugins.example;

import com.google.inject.Module;
import java.util.Set;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/**
 * The plugin «example»: what mkailin learns of this jar without running anything in it.
 *
 * <p>The class is public, has a constructor without parameters, and does no work: the command line
 * makes one of every plugin, only to list them.
 */
public final class ExamplePlugin implements Plugin {
  /** The name that stands in an agent's list of plugins, and over its section of settings. */
  @Override
  public String name() {
    return "example";
  }

  /** One line for the list of plugins. */
  @Override
  public String description() {
    return "asks what a study shows about its title; the plugin to copy";
  }

  /**
   * Every role that {@link ExampleModule} binds. The roles are checked before a pipeline starts.
   */
  @Override
  public Set<Role> provides() {
    return Set.of(Role.QUESTION_GENERATOR);
  }

  // An agent that stands on models of other plugins, such as a text generator, says so in
  // requires(), and injects them by their interface. This one needs none.

  /** The record that the section of settings is read into. */
  @Override
  public Class<ExampleConfig> configuration() {
    return ExampleConfig.class;
  }

  /** What to bind; called on a worker, when an agent with this plugin is built. */
  @Override
  public Module module() {
    return new ExampleModule();
  }
}
