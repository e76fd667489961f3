package org.mkailin.pipelines.agents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mkailin.agent.AgentResources;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigBinder;
import org.mkailin.config.ConfigurationException;
import org.mkailin.config.Suggestion;

/**
 * The agents of a run, read from YAML.
 *
 * <pre>{@code
 * agents:
 *   general:   { plugins: [lexical], lexical: { style: general } }
 *   retriever: { plugins: [dense, minilm, lucene], batch-size: 64, lucene: { path: "${index}" } }
 * }</pre>
 *
 * <p>Beside its plugins and their sections, an agent may have {@code batch-size} and {@code
 * batch-characters}, the most that it is given at once, and {@code resources}, what its machine
 * should have where the runner can choose:
 *
 * <pre>{@code
 * answerer:
 *   plugins: [prompted, tensorflow]
 *   resources:
 *     accelerator: "type:nvidia-l4;count:1;install-nvidia-driver"
 *     min-ram: 24GB
 *     cpus: 8
 * }</pre>
 *
 * <p>A value may refer to what the command line knows: {@code ${mesh}}, {@code ${index}}, {@code
 * ${statistics}}, {@code ${benchmark-pmids}}.
 */
public final class AgentsFile {
  /** What an agent has beside its plugins' sections. */
  private static final Set<String> KEYS =
      Set.of("plugins", "batch-size", "batch-characters", "resources");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([a-z-]+)}");

  /** A key whose value refers to one of these is left out where the command line gives none. */
  private static final Set<String> MAY_BE_ABSENT = Set.of(Variables.BENCHMARK_PMIDS);

  private static final ObjectMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private final Map<String, AgentSpec> agents = new LinkedHashMap<>();
  private final Map<String, Set<String>> variablesOf = new LinkedHashMap<>();

  private AgentsFile() {}

  /**
   * Reads the agents.
   *
   * @param yaml the file's content
   * @param name the file's name, for messages
   * @param variables what {@code ${…}} stands for; one that is known and not given maps to empty
   * @param known every name that an agent may have
   * @param wanted the agents to read; others are passed over
   * @throws ConfigurationException with all problems
   */
  public static AgentsFile read(
      InputStream yaml,
      String name,
      Map<String, Optional<String>> variables,
      Set<String> known,
      Set<String> wanted) {
    List<String> problems = new ArrayList<>();
    AgentsFile file = new AgentsFile();
    Map<?, ?> root = parse(yaml, name);
    for (Object key : root.keySet()) {
      if (!key.equals("agents")) {
        problems.add(
            name + ": unknown key '" + key + "'" + Suggestion.among(Set.of("agents"), "" + key));
      }
    }
    if (root.get("agents") instanceof Map<?, ?> agents) {
      for (Map.Entry<?, ?> agent : agents.entrySet()) {
        String agentName = agent.getKey().toString();
        if (wanted.contains(agentName)) {
          file.readAgent(agentName, agent.getValue(), name, variables, problems);
        } else if (!known.contains(agentName)) {
          problems.add(
              name + ": unknown agent '" + agentName + "'" + Suggestion.among(known, agentName));
        }
      }
    } else {
      problems.add(name + ": expected a map of agents under the key 'agents'");
    }
    ConfigurationException.throwIfAny(problems);
    return file;
  }

  private static Map<?, ?> parse(InputStream yaml, String name) {
    try (yaml) {
      Object root = YAML.readValue(yaml, Object.class);
      if (root instanceof Map<?, ?> map) {
        return map;
      }
      throw new ConfigurationException(
          List.of(name + ": expected a map with the key 'agents', but found '" + root + "'"));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      String said = e.getOriginalMessage();
      Matcher twice = Pattern.compile("Duplicate field '(.*)'").matcher(said);
      throw new ConfigurationException(
          List.of(
              String.format(
                  Locale.ROOT,
                  "%s, line %d: %s",
                  name,
                  line,
                  twice.find()
                      ? "the name '" + twice.group(1) + "' stands twice; give each one its own"
                      : "not valid YAML: " + said.lines().findFirst().orElse(""))));
    } catch (IOException e) {
      throw new ConfigurationException(List.of(name + " can't be read: " + e.getMessage()));
    }
  }

  private void readAgent(
      String agent,
      Object body,
      String file,
      Map<String, Optional<String>> variables,
      List<String> problems) {
    String where = file + ": agents." + agent;
    if (!(body instanceof Map<?, ?> keys)) {
      problems.add(where + ": expected a map with the key 'plugins', but found '" + body + "'");
      return;
    }
    int before = problems.size();
    List<String> plugins = new ArrayList<>();
    int batchSize = AgentSpec.DEFAULT_BATCH_SIZE;
    int batchCharacters = AgentSpec.DEFAULT_BATCH_CHARACTERS;
    AgentResources resources = AgentResources.ANY;
    Map<String, Map<String, Object>> properties = new LinkedHashMap<>();
    Set<String> used = new TreeSet<>();
    for (Map.Entry<?, ?> entry : keys.entrySet()) {
      String key = entry.getKey().toString();
      Object value = entry.getValue();
      String at = where + "." + key;
      if (key.equals("plugins") && value instanceof List<?> list) {
        list.forEach(plugin -> plugins.add(String.valueOf(plugin)));
      } else if (key.equals("plugins")) {
        problems.add(at + ": expected a list, but found '" + value + "'");
      } else if (key.equals("batch-size")) {
        batchSize = positive(value, at, problems);
      } else if (key.equals("batch-characters")) {
        batchCharacters = positive(value, at, problems);
      } else if (key.equals("resources") && value instanceof Map<?, ?> section) {
        Map<String, Object> asked = resolved(section, at, variables, used, problems);
        resources =
            ConfigBinder.bind(AgentResources.class, asked, at, problems).orElse(AgentResources.ANY);
      } else if (key.equals("resources")) {
        problems.add(at + ": expected such as { min-ram: 24GB }, but found '" + value + "'");
      } else if (value instanceof Map<?, ?> section) {
        properties.put(key, resolved(section, at, variables, used, problems));
      } else {
        problems.add(
            String.format(
                Locale.ROOT,
                "%s: unknown key '%s'%s (or a map, to configure a plugin of that name)",
                where,
                key,
                Suggestion.among(KEYS, key)));
      }
    }
    if (plugins.isEmpty() && problems.size() == before) {
      problems.add(where + ": names no plugins; expected such as plugins: [lexical]");
    }
    if (problems.size() == before) {
      agents.put(
          agent, new AgentSpec(agent, plugins, batchSize, batchCharacters, resources, properties));
      variablesOf.put(agent, used);
    }
  }

  /** The value, if it is a number of at least 1. */
  private static int positive(Object value, String where, List<String> problems) {
    if (value instanceof Integer number && number > 0) {
      return number;
    }
    problems.add(where + ": expected a number ≥ 1, but found '" + value + "'");
    return 1;
  }

  private static Map<String, Object> resolved(
      Map<?, ?> section,
      String where,
      Map<String, Optional<String>> variables,
      Set<String> used,
      List<String> problems) {
    Map<String, Object> resolved = new LinkedHashMap<>();
    section.forEach(
        (key, value) ->
            resolve(value, where + "." + key, variables, used, problems)
                .ifPresent(v -> resolved.put(key.toString(), v)));
    return resolved;
  }

  /** The value with its variables replaced; empty where one of them is allowed to be absent. */
  private static Optional<Object> resolve(
      Object value,
      String where,
      Map<String, Optional<String>> variables,
      Set<String> used,
      List<String> problems) {
    if (value instanceof Map<?, ?> map) {
      return Optional.of(resolved(map, where, variables, used, problems));
    }
    if (value instanceof List<?> list) {
      return Optional.of(
          list.stream()
              .flatMap(item -> resolve(item, where, variables, used, problems).stream())
              .toList());
    }
    if (!(value instanceof String text)) {
      return Optional.ofNullable(value);
    }
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder replaced = new StringBuilder();
    while (matcher.find()) {
      String variable = matcher.group(1);
      Optional<String> known = variables.get(variable);
      if (known == null) {
        problems.add(
            where
                + ": unknown variable ${"
                + variable
                + "}"
                + Suggestion.among(variables.keySet(), variable));
        return Optional.empty();
      }
      used.add(variable);
      if (known.isEmpty()) {
        if (!MAY_BE_ABSENT.contains(variable)) {
          problems.add(
              String.format(
                  Locale.ROOT, "%s: ${%s} has no value; pass --%s", where, variable, variable));
        }
        return Optional.empty();
      }
      matcher.appendReplacement(replaced, Matcher.quoteReplacement(known.get()));
    }
    return Optional.of(matcher.appendTail(replaced).toString());
  }

  /** Every agent, by name, in the file's order. */
  public Map<String, AgentSpec> agents() {
    return agents;
  }

  /** Names of the agents whose configuration refers to {@code ${variable}}. */
  public List<String> agentsThatUse(String variable) {
    return agents.keySet().stream().filter(a -> variablesOf.get(a).contains(variable)).toList();
  }
}
