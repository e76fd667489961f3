package org.mkailin.agent;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * All that a worker needs to build an agent, and all that a serialised pipeline holds of it.
 *
 * <p>Two specs that are equal share one agent on a worker. Secrets stand in it as references
 * ({@code env:NAME}, {@code file:PATH}), never as values.
 *
 * @param name the agent's name, such as «general»; it appears in counters, lineage and errors
 * @param plugins names of the plugins that are joined in the agent's injector
 * @param batchSize the most inputs that the agent is given at once, ≥ 1
 * @param batchCharacters the most characters that it is given at once, ≥ 1; a longer input comes
 *     alone
 * @param resources what the agent's machine should have
 * @param properties configuration by plugin name, as read from YAML: maps, lists, strings, numbers
 *     and booleans
 */
public record AgentSpec(
    String name,
    List<String> plugins,
    int batchSize,
    int batchCharacters,
    AgentResources resources,
    Map<String, Map<String, Object>> properties)
    implements Serializable {

  /** Batch size where the configuration names none. */
  public static final int DEFAULT_BATCH_SIZE = 32;

  /**
   * Characters of a batch where the configuration names none: twice what 32 comparisons hold, with
   * nine abstracts of 1,600 characters each. It keeps out batches of whole books.
   */
  public static final int DEFAULT_BATCH_CHARACTERS = 1_000_000;

  public AgentSpec {
    plugins = List.copyOf(plugins);
    properties = Map.copyOf(properties);
    checkPositive(name, "batch-size", batchSize);
    checkPositive(name, "batch-characters", batchCharacters);
  }

  /** A spec with the default bound on characters, for any machine. */
  public AgentSpec(
      String name,
      List<String> plugins,
      int batchSize,
      Map<String, Map<String, Object>> properties) {
    this(name, plugins, batchSize, DEFAULT_BATCH_CHARACTERS, AgentResources.ANY, properties);
  }

  /** A spec with the default batch size. */
  public AgentSpec(String name, List<String> plugins, Map<String, Map<String, Object>> properties) {
    this(name, plugins, DEFAULT_BATCH_SIZE, properties);
  }

  /** The configuration of one plugin; empty where none is given. */
  public Map<String, Object> propertiesOf(String plugin) {
    return properties.getOrDefault(plugin, Map.of());
  }

  private static void checkPositive(String agent, String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "agent '" + agent + "': " + key + " is " + value + ", but must be at least 1");
    }
  }
}
