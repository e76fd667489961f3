package org.mkailin.pipelines.command;

import java.util.Optional;
import org.mkailin.pipelines.agents.Variables;
import picocli.CommandLine.Option;

/**
 * The agents, and what their configuration refers to: of every command that has to do with them.
 */
final class AgentOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The agents, as YAML; without it, the offline agents (see `mkailin plugins`).")
  private Optional<String> config = Optional.empty();

  @Option(
      names = "--mesh",
      paramLabel = "FILE",
      description =
          "NLM's descriptors (desc*.xml, desc*.gz) or trees (mtrees*.bin): $${mesh} in the"
              + " configuration.")
  private Optional<String> mesh = Optional.empty();

  @Option(
      names = "--index",
      paramLabel = "FOLDER",
      description = "The passage index: $${index} in the configuration.")
  private Optional<String> index = Optional.empty();

  @Option(
      names = "--statistics",
      paramLabel = "FILE",
      description =
          "The corpus's statistics that an agent asks for: $${statistics} in the configuration.")
  private Optional<String> statistics = Optional.empty();

  @Option(
      names = "--benchmark-pmids",
      paramLabel = "FILE",
      description =
          "PMIDs, one a line, that must not become sources or contexts: $${benchmark-pmids} in the"
              + " configuration.")
  private Optional<String> benchmarkPmids = Optional.empty();

  Optional<String> config() {
    return config;
  }

  Optional<String> benchmarkPmids() {
    return benchmarkPmids;
  }

  Variables variables() {
    return Variables.of(mesh, index, statistics, benchmarkPmids);
  }
}
