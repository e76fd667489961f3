package org.mkailin.pipelines;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mkailin.config.ConfigurationException;
import org.mkailin.config.Suggestion;
import org.mkailin.transforms.pubmed.BadFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** What every command that reads citations takes. */
final class CorpusOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--citations",
      required = true,
      arity = "1..*",
      paramLabel = "FILES",
      description = {
        "PubMed XML or JSON lines, plain or gzipped: files or quoted patterns,",
        "on any file system that Beam knows. A baseline and its update files can",
        "be given together: the latest revision of a citation counts."
      })
  private List<String> citations;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The agents, as YAML; without it, the offline agents (see `mkailin plugins`).")
  private Optional<String> config = Optional.empty();

  @Option(
      names = "--benchmark-pmids",
      paramLabel = "FILE",
      description = "PMIDs, one a line, that must not become sources or contexts.")
  private Optional<String> benchmarkPmids = Optional.empty();

  @Option(
      names = "--bad-files",
      paramLabel = "fail|reject",
      defaultValue = "fail",
      description = {
        "What to do about a damaged file: fail (default), or reject its unreadable",
        "rest and keep what was read before."
      })
  private String badFiles;

  @Unmatched private List<String> beamArguments = new ArrayList<>();

  Corpus corpus() {
    try {
      return new Corpus(
          citations, benchmarkPmids, BadFiles.valueOf(badFiles.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          List.of("--bad-files is '" + badFiles + "', but must be fail or reject"));
    }
  }

  Optional<String> config() {
    return config;
  }

  /**
   * What is left for Beam: options of the form {@code --name=value}.
   *
   * @throws ConfigurationException naming what is no option of mkailin's and can't be one of Beam's
   */
  List<String> beamArguments() {
    List<String> problems = new ArrayList<>();
    for (String argument : beamArguments) {
      if (!argument.matches("--[A-Za-z][A-Za-z0-9]*(=.*)?")) {
        problems.add(
            "unknown argument '%s'%s (Beam's options are written --name=value)"
                .formatted(argument, Suggestion.among(command.optionsMap().keySet(), argument)));
      }
    }
    ConfigurationException.throwIfAny(problems);
    return beamArguments;
  }
}
