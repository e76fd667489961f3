package org.mkailin.pipelines.doctor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigurationException;
import org.mkailin.pipelines.agents.Agents;
import org.mkailin.pipelines.agents.AgentsFile;
import org.mkailin.pipelines.agents.Variables;
import org.mkailin.plugin.Findings;
import org.mkailin.plugin.PluginRegistry;
import org.mkailin.plugin.Role;
import org.mkailin.runtime.AgentAssembly;

/**
 * Builds every agent of a configuration on this machine as a worker would, for {@code mkailin
 * doctor}.
 */
public final class AgentsTrial {
  private final Optional<String> config;
  private final Variables given;
  private final Variables variables;
  private final PluginRegistry plugins;
  private final Findings findings;
  private final AgentBuild build;
  private final Map<AgentSpec, Boolean> tried = new LinkedHashMap<>();
  private final List<String> usersOfStatistics = new ArrayList<>();

  /**
   * A trial of the agents of {@code config}.
   *
   * @param config a YAML file, or empty for the offline agents that come with mkailin
   * @param given what the command line gives
   */
  public AgentsTrial(
      Optional<String> config, Variables given, PluginRegistry plugins, Findings findings) {
    this.config = config;
    this.given = given;
    this.variables = withStandIns(given);
    this.plugins = plugins;
    this.findings = inTheFile(findings);
    this.build = new AgentBuild(this.findings);
  }

  /** Names of files that are not there, for what is not given: enough to check the rest. */
  private static Variables withStandIns(Variables given) {
    Path nowhere = Path.of(System.getProperty("java.io.tmpdir"), "mkailin-" + UUID.randomUUID());
    Variables filled = given;
    for (String name : List.of(Variables.MESH, Variables.INDEX, Variables.STATISTICS)) {
      filled = filled.orElse(name, nowhere.resolve(name).toString());
    }
    return filled;
  }

  /**
   * Tells all that is wrong, and builds what can be built.
   *
   * @return the agents that were tried, and whether they gather the corpus's statistics
   */
  public Map<AgentSpec, Boolean> run() {
    try (build) {
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
    }
    return tried;
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
        new ByteArrayInputStream(yaml), fileName(), variables.byName(), Agents.ALL, wanted);
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
    boolean gathers =
        !file.agentsThatUse(Variables.STATISTICS).isEmpty()
            && given.get(Variables.STATISTICS).isEmpty();
    AgentAssembly assembly = AgentAssembly.of(spec, plugins);
    assembly.checkProvides(Agents.ROLES.get(spec.name()), plugins);
    if (gathers) {
      usersOfStatistics.add(spec.name());
      assembly.checkProvides(Role.CORPUS_STATISTICS, plugins);
    }
    if (given.get(Variables.MESH).isEmpty() && !file.agentsThatUse(Variables.MESH).isEmpty()) {
      findings.note(spec.name(), "not built, as it refers to ${mesh}; pass --mesh");
      return;
    }
    build.build(spec, gathers);
    tried.put(spec, gathers);
  }

  private String fileName() {
    return config.orElse("default agents");
  }

  private void tell(String what, String problem, String nextStep) {
    findings.problem(what, problem, nextStep);
  }

  /** The title of the group says which file; the problems need not. */
  private Findings inTheFile(Findings all) {
    String prefix = fileName() + ": ";
    return new Findings() {
      @Override
      public void good(String what, String seen) {
        all.good(what, seen);
      }

      @Override
      public void note(String what, String seen) {
        all.note(what, seen);
      }

      @Override
      public void problem(String what, String seen, String nextStep) {
        all.problem(
            what, seen.startsWith(prefix) ? seen.substring(prefix.length()) : seen, nextStep);
      }
    };
  }
}
