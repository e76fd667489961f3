package org.mkailin.plugin;

import com.google.inject.Module;
import java.util.Set;

/**
 * The one interface that mkailin looks for in a jar.
 *
 * <p>A plugin says what it is called, which roles it plays, which it needs from the plugins beside
 * it, what its configuration looks like, and gives a Guice module that binds its roles. The module
 * may inject the plugin's own configuration record, the {@link org.mkailin.agent.AgentSpec}, and
 * {@link org.mkailin.runtime.Resources}; roles of other plugins of the same agent are injected by
 * their interface. Both {@code jakarta.inject} and Guice's annotations work.
 *
 * <p>It must have a public constructor without parameters, and be cheap to create: the command line
 * creates every plugin on the class path.
 */
public interface Plugin {
  /** Name in configuration, in kebab-case, such as «lucene». */
  String name();

  /** What it does, in one line. */
  String description();

  /** The roles that its module binds. */
  Set<Role> provides();

  /** The roles that it needs from the plugins beside it; none unless overridden. */
  default Set<Role> requires() {
    return Set.of();
  }

  /** Its configuration: a record whose components all carry a {@code Setting}. */
  default Class<? extends Record> configuration() {
    return NoConfiguration.class;
  }

  /**
   * Looks whether the machine has what the plugin needs, and tries it, for {@code mkailin doctor}:
   * native libraries, devices. May take seconds. What depends on an agent's configuration is tried
   * by building the agent.
   */
  default void examine(Findings findings) {}

  /** Binds its roles; called once for each agent on a worker. */
  Module module();

  /** The configuration of a plugin that has none. */
  record NoConfiguration() {}
}
