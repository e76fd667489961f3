package org.mkailin.pipelines.command;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.ReleaseInfo;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigurationException;
import org.mkailin.pipelines.agents.Variables;
import org.mkailin.pipelines.doctor.AgentsTrial;
import org.mkailin.pipelines.doctor.Checkup;
import org.mkailin.pipelines.doctor.Machine;
import org.mkailin.pipelines.doctor.PlacesTrial;
import org.mkailin.pipelines.doctor.PluginTrial;
import org.mkailin.pipelines.doctor.RecordedFindings;
import org.mkailin.pipelines.doctor.WorkerProbe;
import org.mkailin.pipelines.job.BeamOptions;
import org.mkailin.pipelines.place.FolderFiles;
import org.mkailin.pipelines.place.RunFailedException;
import org.mkailin.pipelines.place.WorkerPlaces;
import org.mkailin.pipelines.results.Version;
import org.mkailin.pipelines.runner.Runners;
import org.mkailin.plugin.Findings;
import org.mkailin.plugin.PluginRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
          + " do not load show now. With --runner and its options, the cluster is looked at too."
          + " Exit code 0 means no problem, 1 that there are some.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  mkailin doctor",
      "  mkailin doctor --config agents.yaml --mesh desc2026.gz --index pubmed.index",
      "  mkailin doctor --runner=FlinkRunner --flinkMaster=localhost:8081 --out /shared/corpus \\",
      "      --on-workers --config agents.yaml",
    })
public final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private AgentOptions agentOptions;
  @Mixin private BeamArguments beam;

  @Option(
      names = "--citations",
      arity = "1..*",
      paramLabel = "FILES",
      description = "Looks whether these files are there.")
  private List<String> citations = List.of();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Looks whether this folder can be written.")
  private Optional<String> out = Optional.empty();

  @Option(
      names = "--on-workers",
      description =
          "Also runs a small job, on the runner that --runner names, that looks at its workers and"
              + " builds the agents there; needs --out, which the workers write to.")
  private boolean onWorkers;

  @Override
  public Integer call() throws IOException {
    if (onWorkers && out.isEmpty()) {
      throw new ConfigurationException(
          List.of("--on-workers needs --out: the workers write there what they find"));
    }
    Checkup checkup = new Checkup(spec.commandLine().getOut());
    Machine.examine(checkup.of("This machine"));
    PluginRegistry plugins = PluginRegistry.load(Thread.currentThread().getContextClassLoader());
    examine(plugins, checkup.of("mkailin"));
    PipelineOptions options = BeamOptions.parseUnchecked(beam.arguments());
    examine(options, checkup);
    examinePlaces(options, checkup.of("Places, seen from here"));
    Map<AgentSpec, Boolean> agents = Map.of();
    Variables given = agentOptions.variables();
    Optional<String> config = agentOptions.config();
    if (config.isPresent() || given.areGiven()) {
      Findings findings = checkup.of("Agents of " + config.orElse("the default configuration"));
      agents = new AgentsTrial(config, given, plugins, findings).run();
      BeamOptions.problemsOf(options, agents.keySet())
          .forEach(problem -> findings.problem("resources", problem, ""));
    }
    // After the agents: a library that is tried first may settle for the whole process what an
    // agent sets, such as its threads.
    plugins.all().forEach(plugin -> PluginTrial.of(plugin, checkup.of("Plugin " + plugin.name())));
    if (onWorkers) {
      examineWorkers(options, agents, checkup);
    }
    checkup.end();
    return checkup.problems() == 0 ? 0 : 1;
  }

  /** The runner, where one was named. */
  private void examine(PipelineOptions options, Checkup checkup) {
    if (beam.arguments().isEmpty()) {
      return;
    }
    String name = options.getRunner().getSimpleName();
    Findings findings = checkup.of("Runner " + name);
    findings.good("Beam", ReleaseInfo.getReleaseInfo().getVersion());
    Runners.of(options)
        .ifPresentOrElse(
            runner -> {
              BeamOptions.problemsOf(options)
                  .forEach(problem -> findings.problem("options", problem, ""));
              runner.examine(options, findings);
            },
            () -> findings.note("runner", "mkailin knows nothing of it, and runs it as it is"));
  }

  private void examinePlaces(PipelineOptions options, Findings findings) {
    Variables given = agentOptions.variables();
    WorkerPlaces places =
        given.addTo(
            new WorkerPlaces().with("--citations", citations).with("--out", out.stream().toList()));
    places.unseen(options).forEach(problem -> findings.problem("places", problem, ""));
    PlacesTrial trial = new PlacesTrial(findings);
    trial.read("citations", citations);
    trial.read("mesh", given.get(Variables.MESH).stream().toList());
    trial.read("benchmark PMIDs", given.get(Variables.BENCHMARK_PMIDS).stream().toList());
    trial.readOrMake("statistics", given.get(Variables.STATISTICS));
    trial.write("output folder", out);
  }

  private void examineWorkers(
      PipelineOptions options, Map<AgentSpec, Boolean> agents, Checkup checkup) throws IOException {
    FolderFiles place = FolderFiles.at(out.orElseThrow());
    boolean existed = place.exists();
    FolderFiles folder = place.below(".mkailin-doctor-" + UUID.randomUUID());
    try {
      Map<String, String> found = new WorkerProbe(options, folder, agents).run();
      for (Map.Entry<String, String> worker : found.entrySet()) {
        RecordedFindings.tell(worker.getValue(), checkup.of("Worker " + worker.getKey()));
      }
      if (found.isEmpty()) {
        checkup
            .of("Workers")
            .problem(
                "output folder",
                String.format(
                    Locale.ROOT,
                    "the job ran, but what its workers wrote to %s is not seen here",
                    place.path()),
                "name a folder that workers and launcher share");
      }
    } catch (RunFailedException e) {
      checkup.of("Workers").problem("job", String.valueOf(e.getMessage()), "");
    } finally {
      folder.deleteAll();
      if (!existed) {
        place.deleteIfEmpty();
      }
    }
  }

  private static void examine(PluginRegistry plugins, Findings findings) {
    findings.good("version", Version.current());
    if (plugins.all().isEmpty()) {
      findings.problem(
          "plugins", "none found", "put their jars on the class path by MKAILIN_PLUGINS=FOLDER");
    } else {
      String names = String.join(", ", plugins.names());
      findings.good("plugins", String.format(Locale.ROOT, "%d: %s", plugins.all().size(), names));
    }
    plugins
        .broken()
        .forEach(
            broken ->
                findings.problem(
                    "plugin", broken, "remove its jar, or get one for this version of mkailin"));
  }
}
