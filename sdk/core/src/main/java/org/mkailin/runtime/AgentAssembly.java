package org.mkailin.runtime;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.matcher.Matchers;
import com.google.inject.spi.ProvisionListener;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigBinder;
import org.mkailin.config.ConfigurationException;
import org.mkailin.config.Secret;
import org.mkailin.config.Suggestion;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.PluginRegistry;
import org.mkailin.plugin.Role;

/**
 * An agent's plugins with their typed configuration, checked against each other, ready to be joined
 * in one injector.
 */
public final class AgentAssembly {
  private final AgentSpec spec;
  private final Map<Plugin, Record> configured;

  private AgentAssembly(AgentSpec spec, Map<Plugin, Record> configured) {
    this.spec = spec;
    this.configured = configured;
  }

  /**
   * Assembles an agent.
   *
   * @throws ConfigurationException with every problem: unknown plugins and keys, wrong values,
   *     roles that are needed and not provided, or provided twice
   */
  public static AgentAssembly of(AgentSpec spec, PluginRegistry registry) {
    List<String> problems = new ArrayList<>();
    String where = "agents." + spec.name();
    Map<Plugin, Record> configured = new LinkedHashMap<>();
    for (String name : spec.plugins()) {
      registry
          .find(name)
          .ifPresentOrElse(
              plugin ->
                  ConfigBinder.bind(
                          plugin.configuration(),
                          spec.propertiesOf(name),
                          where + "." + name,
                          problems)
                      .ifPresent(config -> configured.put(plugin, config)),
              () -> problems.add(where + ": " + unknownPlugin(name, registry)));
    }
    for (String section : spec.properties().keySet()) {
      if (!spec.plugins().contains(section)) {
        problems.add(
            String.format(
                Locale.ROOT,
                "%s: section '%s' belongs to none of its plugins %s%s",
                where,
                section,
                spec.plugins(),
                Suggestion.among(spec.plugins(), section)));
      }
    }
    if (problems.isEmpty()) {
      checkRoles(where, configured.keySet(), registry, problems);
    }
    ConfigurationException.throwIfAny(problems);
    return new AgentAssembly(spec, configured);
  }

  /** Whether one of the agent's plugins provides a role. */
  public boolean provides(Role role) {
    return configured.keySet().stream().anyMatch(plugin -> plugin.provides().contains(role));
  }

  /**
   * Checks that the agent plays a role.
   *
   * @throws ConfigurationException naming the role and the plugins that would play it
   */
  public void checkProvides(Role role, PluginRegistry registry) {
    if (!provides(role)) {
      throw new ConfigurationException(
          List.of(
              String.format(
                  Locale.ROOT,
                  "agents.%s: none of its plugins %s is a %s; %s",
                  spec.name(),
                  spec.plugins(),
                  role,
                  whoProvides(role, registry))));
    }
  }

  /** The secrets that its configuration refers to, by key, such as «openai.api-key». */
  public Map<String, Secret> secrets() {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    configured.forEach(
        (plugin, config) ->
            ConfigBinder.secretsOf(config)
                .forEach((key, secret) -> secrets.put(plugin.name() + "." + key, secret)));
    return secrets;
  }

  /** Joins the plugins' modules; nothing heavy is made before it is asked for. */
  Injector injector(Resources resources) {
    List<Module> modules = new ArrayList<>();
    modules.add(new SdkModule(spec, resources, configured.values()));
    configured.keySet().forEach(plugin -> modules.add(plugin.module()));
    return Guice.createInjector(Stage.DEVELOPMENT, modules);
  }

  private static void checkRoles(
      String where, Set<Plugin> plugins, PluginRegistry registry, List<String> problems) {
    Map<Role, String> provided = new EnumMap<>(Role.class);
    for (Plugin plugin : plugins) {
      for (Role role : plugin.provides()) {
        String other = provided.putIfAbsent(role, plugin.name());
        if (other != null) {
          problems.add(
              String.format(
                  Locale.ROOT,
                  "%s: plugins '%s' and '%s' both provide a %s; keep one of them",
                  where,
                  other,
                  plugin.name(),
                  role));
        }
      }
    }
    for (Plugin plugin : plugins) {
      Set<Role> missing = EnumSet.noneOf(Role.class);
      missing.addAll(plugin.requires());
      missing.removeAll(provided.keySet());
      for (Role role : missing) {
        problems.add(
            String.format(
                Locale.ROOT,
                "%s: plugin '%s' needs a %s, which none of the agent's plugins provides; %s",
                where,
                plugin.name(),
                role,
                whoProvides(role, registry)));
      }
    }
  }

  private static String whoProvides(Role role, PluginRegistry registry) {
    String names =
        registry.all().stream()
            .filter(p -> p.provides().contains(role))
            .map(Plugin::name)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "no plugin on the class path does" : "plugins that do: " + names;
  }

  private static String unknownPlugin(String name, PluginRegistry registry) {
    String message = "unknown plugin '" + name + "'" + Suggestion.among(registry.names(), name);
    return registry.broken().isEmpty()
        ? message
        : message + " (not loaded: " + String.join("; ", registry.broken()) + ")";
  }

  /** What the SDK itself brings to every injector. */
  private static final class SdkModule extends AbstractModule {
    private final AgentSpec spec;
    private final Resources resources;
    private final Iterable<Record> configurations;

    SdkModule(AgentSpec spec, Resources resources, Iterable<Record> configurations) {
      this.spec = spec;
      this.resources = resources;
      this.configurations = configurations;
    }

    @Override
    protected void configure() {
      bind(AgentSpec.class).toInstance(spec);
      bind(Resources.class).toInstance(resources);
      configurations.forEach(this::bindRecord);
      bindListener(Matchers.any(), new CloseWithAgent(resources));
    }

    @SuppressWarnings("unchecked")
    private <C extends Record> void bindRecord(C config) {
      if (!(config instanceof Plugin.NoConfiguration)) {
        bind((Class<C>) config.getClass()).toInstance(config);
      }
    }
  }

  /** Hands every closeable thing that Guice makes to the agent's resources. */
  private record CloseWithAgent(Resources resources) implements ProvisionListener {
    @Override
    public <T> void onProvision(ProvisionInvocation<T> provision) {
      if (provision.provision() instanceof AutoCloseable closeable) {
        resources.own(closeable);
      }
    }
  }
}
