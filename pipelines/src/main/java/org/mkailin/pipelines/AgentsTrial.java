package org.mkailin.pipelines;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.mkailin.agent.Agent;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigurationException;
import org.mkailin.model.TextEncoder;
import org.mkailin.plugin.CorpusStatistics;
import org.mkailin.plugin.Findings;
import org.mkailin.plugin.PluginRegistry;
import org.mkailin.plugin.Role;
import org.mkailin.runtime.AgentAssembly;
import org.mkailin.runtime.AgentLease;

/**
 * Builds every agent of a configuration as a worker would, for {@code mkailin doctor}.
 *
 * <p>All are held until the last is built, as in a run: what they share is opened once, and it
 * shows whether they fit into memory together. What only a run makes is not asked for: where there
 * is no index, the retriever's encoder is built; where an agent refers to the corpus's statistics,
 * what gathers them.
 */
final class AgentsTrial {
  private static final String STATISTICS = "statistics";
  private static final String MESH = "mesh";

  private final Optional<String> config;
  private final Map<String, Optional<String>> given;
  private final Map<String, Optional<String>> variables;
  private final PluginRegistry plugins;
  private final Findings findings;
  private final Deque<AgentLease> held = new ArrayDeque<>();
  private final List<String> usersOfStatistics = new ArrayList<>();

  /**
   * A trial of the agents of {@code config}.
   *
   * @param config a YAML file, or empty for the offline agents that come with mkailin
   * @param given what the command line gives for «mesh», «index» and «benchmark-pmids»
   */
  AgentsTrial(
      Optional<String> config,
      Map<String, Optional<String>> given,
      PluginRegistry plugins,
      Findings findings) {
    this.config = config;
    this.given = given;
    this.variables = withStandIns(given);
    this.plugins = plugins;
    this.findings = findings;
  }

  /** Names of files that are not there, for what is not given: enough to check the rest. */
  private static Map<String, Optional<String>> withStandIns(Map<String, Optional<String>> given) {
    Path nowhere = Path.of(System.getProperty("java.io.tmpdir"), "mkailin-" + UUID.randomUUID());
    Map<String, Optional<String>> variables = new HashMap<>(given);
    for (String name : List.of(MESH, "index", STATISTICS)) {
      if (variables.getOrDefault(name, Optional.empty()).isEmpty()) {
        variables.put(name, Optional.of(nowhere.resolve(name).toString()));
      }
    }
    return variables;
  }

  /** Tells all that is wrong, and builds what can be built. */
  void run() {
    try {
      FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
      byte[] yaml = yaml();
      List<String> ofTheFile = problemsOf(yaml);
      ofTheFile.forEach(problem -> tell("configuration", problem, ""));
      Agents.ALL.forEach(agent -> tryAgent(agent, yaml, ofTheFile));
      if (!ofTheFile.isEmpty()) {
        findings.note("agents", "none is built before the file is put right");
      }
      if (usersOfStatistics.size() > 1) {
        String users = String.join(", ", usersOfStatistics);
        tell(
            "configuration",
            "only one agent can refer to ${statistics}, but these do: " + users,
            "");
      }
    } catch (ConfigurationException e) {
      e.problems().forEach(problem -> tell("configuration", problem, ""));
    } finally {
      close();
    }
  }

  private byte[] yaml() {
    try (InputStream in = Agents.open(config)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ConfigurationException(List.of(fileName() + " can't be read: " + e.getMessage()));
    }
  }

  private AgentsFile read(byte[] yaml, Set<String> wanted) {
    return AgentsFile.read(
        new ByteArrayInputStream(yaml), fileName(), variables, Agents.ALL, wanted);
  }

  /** What is wrong with the file, whatever its agents look like inside. */
  private List<String> problemsOf(byte[] yaml) {
    try {
      read(yaml, Set.of());
      return List.of();
    } catch (ConfigurationException e) {
      return e.problems();
    }
  }

  private void tryAgent(String agent, byte[] yaml, List<String> alreadyTold) {
    try {
      AgentsFile file = read(yaml, Set.of(agent));
      Optional.ofNullable(file.agents().get(agent))
          .ifPresentOrElse(
              spec -> tryAgent(spec, file),
              () -> findings.note(agent, "not in the file; `mkailin distill` would need it"));
    } catch (ConfigurationException e) {
      e.problems().stream()
          .filter(problem -> !alreadyTold.contains(problem))
          .forEach(problem -> tell(agent, problem, ""));
    }
  }

  private void tryAgent(AgentSpec spec, AgentsFile file) {
    boolean gathers = !file.agentsThatUse(STATISTICS).isEmpty();
    Role role = Agents.ROLES.get(spec.name());
    AgentAssembly assembly = AgentAssembly.of(spec, plugins);
    assembly.checkProvides(role, plugins);
    if (gathers) {
      usersOfStatistics.add(spec.name());
      assembly.checkProvides(Role.CORPUS_STATISTICS, plugins);
    }
    if (given.get(MESH).isEmpty() && !file.agentsThatUse(MESH).isEmpty()) {
      findings.note(spec.name(), "not built, as it refers to ${mesh}; pass --mesh");
      return;
    }
    try {
      build(spec, role, gathers);
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      // A plugin may find its configuration wrong only now, as with a file that it names.
      throwIfConfigurationIsWrong(e);
      // The agent and its plugins stand before the plugin's own words; the line names them anyway.
      String names = "agent '%s' (plugins %s): ".formatted(spec.name(), spec.plugins());
      String said = e.getMessage() == null ? e.toString() : e.getMessage();
      tell(spec.name(), said.replace(names, ""), nextStep(e));
    }
  }

  private void build(AgentSpec spec, Role role, boolean gathers) {
    long started = System.nanoTime();
    AgentLease lease = AgentLease.of(spec);
    held.push(lease);
    Optional<String> lacking = Optional.empty();
    if (gathers) {
      lease.get(CorpusStatistics.class);
      lacking = Optional.of("the corpus's statistics: `mkailin distill` gathers them first");
    } else if (role == Role.CONTEXT_RETRIEVER && Preparation.lacksIndex(spec)) {
      lease.get(TextEncoder.class);
      lacking = Optional.of("the index, which is not there: `mkailin distill` builds it first");
    } else {
      make(lease, role);
    }
    String built =
        "%s of %s: built in %s"
            .formatted(
                role,
                String.join(", ", spec.plugins()),
                ClosingSummary.time(System.nanoTime() - started));
    lacking.ifPresentOrElse(
        what -> findings.note(spec.name(), built + ", but for " + what),
        () -> findings.good(spec.name(), built));
  }

  /** The agent in the form in which the pipeline takes it. */
  @SuppressWarnings("unchecked")
  private static void make(AgentLease lease, Role role) {
    var type = (Class<? extends Agent<Object, Object>>) role.type();
    if (lease.transformForm(type).isEmpty()) {
      lease.get(type);
    }
  }

  /** Each problem is told by itself, not as one paragraph inside another exception's words. */
  private static void throwIfConfigurationIsWrong(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ConfigurationException wrong) {
        throw wrong;
      }
    }
  }

  private static String nextStep(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof OutOfMemoryError) {
        return "give the JVM more memory, such as by JAVA_OPTS=-Xmx8g";
      }
    }
    return "";
  }

  private String fileName() {
    return config.orElse("default agents");
  }

  private void tell(String what, String problem, String nextStep) {
    // The title of the group says which file.
    String prefix = fileName() + ": ";
    findings.problem(
        what, problem.startsWith(prefix) ? problem.substring(prefix.length()) : problem, nextStep);
  }

  private void close() {
    while (!held.isEmpty()) {
      try {
        held.pop().close();
      } catch (RuntimeException e) {
        tell("closing", String.valueOf(e.getMessage()), "");
      }
    }
  }
}
