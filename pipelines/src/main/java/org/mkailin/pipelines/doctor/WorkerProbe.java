package org.mkailin.pipelines.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigurationException;
import org.mkailin.pipelines.job.PipelineRun;
import org.mkailin.pipelines.place.FolderFiles;
import org.mkailin.plugin.Findings;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.PluginRegistry;

/**
 * A small job that looks at the workers themselves, for {@code mkailin doctor --on-workers}: Java,
 * plugins with their native libraries and devices, and whether the agents can be built there.
 *
 * <p>Each worker writes what it finds to a file in the output folder, so that it also shows whether
 * workers and launcher see the same place.
 */
public final class WorkerProbe {
  /** Enough that every worker gets some. */
  private static final int ELEMENTS = 512;

  private final PipelineOptions options;
  private final FolderFiles folder;
  private final Map<AgentSpec, Boolean> agents;

  /**
   * A probe.
   *
   * @param folder where workers write, new and of its own
   * @param agents the agents to build, and whether they gather the corpus's statistics
   */
  public WorkerProbe(PipelineOptions options, FolderFiles folder, Map<AgentSpec, Boolean> agents) {
    this.options = options;
    this.folder = folder;
    this.agents = agents;
  }

  /**
   * Runs the job.
   *
   * @return by worker, what it found, for {@link RecordedFindings#tell}
   * @throws RunFailedException if the job fails
   */
  public Map<String, String> run() throws IOException {
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply("Calls", Create.of(IntStream.range(0, ELEMENTS).boxed().toList()))
        .apply("To every worker", Reshuffle.<Integer>viaRandomKey().withNumBuckets(ELEMENTS))
        .apply("Look at worker", ParDo.of(new ExamineFn(folder.path(), Map.copyOf(agents))));
    PipelineRun.start(pipeline, "doctor").awaitQuietly();
    Map<String, String> found = new TreeMap<>();
    for (String worker : folder.files()) {
      found.put(worker, folder.read(worker));
    }
    return found;
  }

  private static final class ExamineFn extends DoFn<Integer, Void> {
    /** The folders of jobs that this process has written to. */
    private static final Set<String> DONE = ConcurrentHashMap.newKeySet();

    private final String folder;
    private final Map<AgentSpec, Boolean> agents;

    ExamineFn(String folder, Map<AgentSpec, Boolean> agents) {
      this.folder = folder;
      this.agents = agents;
    }

    @ProcessElement
    public void process() throws IOException {
      if (DONE.add(folder)) {
        RecordedFindings findings = new RecordedFindings();
        examine(findings);
        String name =
            String.format(
                Locale.ROOT,
                "%s-%d",
                InetAddress.getLocalHost().getHostName(),
                ProcessHandle.current().pid());
        FolderFiles.at(folder).write(name, findings.toJson());
      }
    }

    private void examine(Findings findings) {
      Machine.examine(findings);
      PluginRegistry plugins = PluginRegistry.load(Thread.currentThread().getContextClassLoader());
      findings.good("plugins", String.join(", ", plugins.names()));
      try (AgentBuild build = new AgentBuild(findings)) {
        agents.forEach(
            (spec, gathers) -> {
              try {
                build.build(spec, gathers);
              } catch (ConfigurationException e) {
                e.problems().forEach(problem -> findings.problem(spec.name(), problem, ""));
              }
            });
      }
      // After the agents: a library that is tried first may settle for the whole process what an
      // agent sets, such as its threads.
      for (Plugin plugin : plugins.all()) {
        PluginTrial.of(plugin, findings);
      }
    }
  }
}
