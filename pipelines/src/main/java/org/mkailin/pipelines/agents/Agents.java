package org.mkailin.pipelines.agents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigurationException;
import org.mkailin.config.GivenFile;
import org.mkailin.plugin.PluginRegistry;
import org.mkailin.plugin.Role;
import org.mkailin.runtime.AgentAssembly;

/** The five agents of the pipeline, checked. */
public final class Agents {
  /** Every agent that a file may name, with its role. */
  public static final Map<String, Role> ROLES = new LinkedHashMap<>();

  static {
    ROLES.put("general", Role.QUESTION_GENERATOR);
    ROLES.put("domain", Role.QUESTION_GENERATOR);
    ROLES.put("retriever", Role.CONTEXT_RETRIEVER);
    ROLES.put("evaluator", Role.QUESTION_EVALUATOR);
    ROLES.put("answerer", Role.ANSWER_GENERATOR);
  }

  /** The names of all agents. */
  public static final Set<String> ALL = ROLES.keySet();

  /** The agents that indexing needs. */
  public static final Set<String> FOR_INDEXING = Set.of("retriever");

  private final AgentsFile file;

  private Agents(AgentsFile file) {
    this.file = file;
  }

  /**
   * Reads the agents and checks them against the plugins on the class path.
   *
   * @param config a YAML file, or empty for the offline agents that come with mkailin
   * @param wanted the agents that this program needs
   * @throws ConfigurationException with all problems of all agents
   */
  public static Agents load(Optional<String> config, Variables variables, Set<String> wanted) {
    AgentsFile file =
        AgentsFile.read(
            open(config),
            config.orElse("default agents"),
            variables.byName(),
            ROLES.keySet(),
            wanted);
    List<String> problems = new ArrayList<>();
    PluginRegistry registry = PluginRegistry.load(Thread.currentThread().getContextClassLoader());
    wanted.forEach(
        name -> {
          Role role = ROLES.get(name);
          AgentSpec spec = file.agents().get(name);
          if (spec == null) {
            problems.add("agent '" + name + "' (a " + role + ") is missing under 'agents'");
            return;
          }
          try {
            AgentAssembly.of(spec, registry).checkProvides(role, registry);
          } catch (ConfigurationException e) {
            problems.addAll(e.problems());
          }
        });
    if (problems.isEmpty()) {
      checkStatistics(file, registry, problems);
    }
    ConfigurationException.throwIfAny(problems);
    return new Agents(file);
  }

  /** The text of the default configuration, for people to start from. */
  public static String defaultConfiguration() {
    try (InputStream in = Agents.class.getResourceAsStream("agents.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Opens a configuration.
   *
   * @param config a YAML file, or empty for the offline agents that come with mkailin
   * @throws ConfigurationException if the file can't be opened
   */
  public static InputStream open(Optional<String> config) {
    if (config.isEmpty()) {
      return new ByteArrayInputStream(defaultConfiguration().getBytes(StandardCharsets.UTF_8));
    }
    try {
      return Channels.newInputStream(GivenFile.open(config.get()));
    } catch (IOException e) {
      throw new ConfigurationException(
          List.of("configuration file " + config.get() + " can't be read: " + e.getMessage()));
    }
  }

  public AgentSpec general() {
    return file.agents().get("general");
  }

  public AgentSpec domain() {
    return file.agents().get("domain");
  }

  public AgentSpec retriever() {
    return file.agents().get("retriever");
  }

  public AgentSpec evaluator() {
    return file.agents().get("evaluator");
  }

  public AgentSpec answerer() {
    return file.agents().get("answerer");
  }

  /** All of them, in the file's order. */
  public List<AgentSpec> all() {
    return List.copyOf(file.agents().values());
  }

  /** Whether an agent's configuration refers to {@code ${variable}}. */
  public boolean referTo(String variable) {
    return !file.agentsThatUse(variable).isEmpty();
  }

  /** The agent that needs a pass over the corpus first, if one refers to its result. */
  public Optional<AgentSpec> needingStatistics() {
    return file.agentsThatUse(Variables.STATISTICS).stream().findFirst().map(file.agents()::get);
  }

  private static void checkStatistics(
      AgentsFile file, PluginRegistry registry, List<String> problems) {
    List<String> users = file.agentsThatUse(Variables.STATISTICS);
    if (users.size() > 1) {
      problems.add("only one agent can refer to ${statistics}, but these do: " + users);
    } else if (users.size() == 1) {
      AgentSpec spec = file.agents().get(users.get(0));
      AgentAssembly.of(spec, registry).checkProvides(Role.CORPUS_STATISTICS, registry);
    }
  }
}
