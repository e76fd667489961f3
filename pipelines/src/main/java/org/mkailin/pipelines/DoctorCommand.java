package org.mkailin.pipelines;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mkailin.plugin.Findings;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.PluginRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mkailin doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells whether this machine can run mkailin, before time is spent.",
      "",
      "Looks at Java, folders, plugins, and what these need, such as a GPU. With a configuration,"
          + " every agent is built as on a worker, so that wrong keys, missing files and models that"
          + " do not load show now. Exit code 0 means no problem, 1 that there are some.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  mkailin doctor",
      "  mkailin doctor --config agents.yaml --mesh desc2026.gz --index pubmed.index",
    })
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The agents to build, as YAML; the offline agents where only other options are given.")
  private Optional<String> config = Optional.empty();

  @Option(
      names = "--mesh",
      paramLabel = "FILE",
      description = "What $${mesh} stands for; agents that refer to it are not built without.")
  private Optional<String> mesh = Optional.empty();

  @Option(
      names = "--index",
      paramLabel = "FOLDER",
      description = "What $${index} stands for; it is not built if it is not there.")
  private Optional<String> index = Optional.empty();

  @Option(
      names = "--benchmark-pmids",
      paramLabel = "FILE",
      description = "What $${benchmark-pmids} stands for.")
  private Optional<String> benchmarkPmids = Optional.empty();

  @Override
  public Integer call() {
    Checkup checkup = new Checkup(spec.commandLine().getOut());
    Machine.examine(checkup.of("This machine"));
    PluginRegistry plugins = PluginRegistry.load(Thread.currentThread().getContextClassLoader());
    examine(plugins, checkup.of("mkailin"));
    Map<String, Optional<String>> given =
        Map.of(
            "mesh", mesh.map(Locations::absolute),
            "index", index.map(Locations::absolute),
            "benchmark-pmids", benchmarkPmids.map(Locations::absolute));
    if (config.isPresent() || given.values().stream().anyMatch(Optional::isPresent)) {
      Findings findings = checkup.of("Agents of " + config.orElse("the default configuration"));
      new AgentsTrial(config, given, plugins, findings).run();
    }
    // After the agents: a library that is tried first may settle for the whole process what an
    // agent sets, such as its threads.
    plugins.all().forEach(plugin -> examine(plugin, checkup.of("Plugin " + plugin.name())));
    checkup.end();
    return checkup.problems() == 0 ? 0 : 1;
  }

  private static void examine(PluginRegistry plugins, Findings findings) {
    findings.good("version", Version.current());
    if (plugins.all().isEmpty()) {
      findings.problem(
          "plugins", "none found", "put their jars on the class path by MKAILIN_PLUGINS=FOLDER");
    } else {
      String names = String.join(", ", plugins.names());
      findings.good("plugins", "%d: %s".formatted(plugins.all().size(), names));
    }
    plugins
        .broken()
        .forEach(
            broken ->
                findings.problem(
                    "plugin", broken, "remove its jar, or get one for this version of mkailin"));
  }

  private static void examine(Plugin plugin, Findings findings) {
    try {
      plugin.examine(findings);
    } catch (RuntimeException | LinkageError e) {
      StackTraceElement[] trace = e.getStackTrace();
      findings.problem(
          "examination",
          "plugin '%s' broke it off with %s%s"
              .formatted(plugin.name(), e, trace.length == 0 ? "" : ", at " + trace[0]),
          "tell its author; it comes from " + PluginRegistry.jarOf(plugin));
    }
  }
}
