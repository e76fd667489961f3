package org.mkailin.config;

import java.util.List;

/** Wrong configuration, with every problem that was found. */
public final class ConfigurationException extends RuntimeException {
  private final List<String> problems;

  /** All problems at once; at least one. */
  public ConfigurationException(List<String> problems) {
    super(
        problems.size() == 1
            ? problems.get(0)
            : problems.size() + " problems:\n  - " + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Throws if there is any problem. */
  public static void throwIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  /** Every problem, in the order of the configuration. */
  public List<String> problems() {
    return problems;
  }
}
