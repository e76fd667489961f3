package org.mkailin.plugins.mesh;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mkailin.agent.AgentSpec;

/** Test files: an extract of MeSH 2022 that covers the testkit's sample citations. */
final class Samples {
  static final String DESCRIPTORS = resource("/mesh/sample-desc.xml");

  /** The sample citations counted with it. */
  static final String STATISTICS = resource("/mesh/sample-statistics.tsv");

  private Samples() {}

  /** An agent of this plugin alone. */
  static AgentSpec spec(String descriptors, String statistics) {
    return new AgentSpec(
        "judge",
        List.of("mesh"),
        Map.of("mesh", Map.of("descriptors", descriptors, "statistics", statistics)));
  }

  private static String resource(String name) {
    URL url = Objects.requireNonNull(Samples.class.getResource(name), name);
    try {
      return Path.of(url.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
