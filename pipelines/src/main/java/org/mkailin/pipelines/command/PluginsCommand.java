package org.mkailin.pipelines.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.mkailin.config.ConfigBinder;
import org.mkailin.pipelines.agents.Agents;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.PluginRegistry;
import org.mkailin.plugin.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mkailin plugins}. */
@Command(
    name = "plugins",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the plugins on the class path: roles, configuration keys and defaults.",
      "",
      "Put a plugin's jar on the class path by MKAILIN_PLUGINS=FOLDER_OR_JAR.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  mkailin plugins",
      "  mkailin plugins --defaults > agents.yaml",
    })
public final class PluginsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--defaults",
      description = "Print the configuration of the default agents instead, to start from.")
  private boolean defaults;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (defaults) {
      out.print(Agents.defaultConfiguration());
      out.flush();
      return 0;
    }
    PluginRegistry registry = PluginRegistry.load(Thread.currentThread().getContextClassLoader());
    registry.all().forEach(plugin -> print(plugin, out));
    registry.broken().forEach(problem -> out.println("Not loaded: " + problem));
    out.flush();
    return registry.broken().isEmpty() ? 0 : 1;
  }

  private static void print(Plugin plugin, PrintWriter out) {
    out.printf(Locale.ROOT, "%s: %s%n", plugin.name(), plugin.description());
    out.printf(Locale.ROOT, "  provides  %s%n", names(plugin.provides()));
    if (!plugin.requires().isEmpty()) {
      out.printf(Locale.ROOT, "  needs     %s%n", names(plugin.requires()));
    }
    List<ConfigBinder.Key> keys = ConfigBinder.keys(plugin.configuration());
    for (ConfigBinder.Key key : keys) {
      String given =
          key.byDefault()
              .map(value -> "default " + value)
              .orElse(key.optional() ? "optional" : "required");
      out.printf(Locale.ROOT, "  %-20s %s (%s; %s)%n", key.name(), key.help(), key.type(), given);
    }
    out.printf(Locale.ROOT, "  from      %s%n%n", PluginRegistry.jarOf(plugin));
  }

  private static String names(Set<Role> roles) {
    return roles.stream().sorted().map(Role::toString).collect(Collectors.joining(", "));
  }
}
