package org.mkailin.pipelines;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mkailin.config.ConfigurationException;
import org.mkailin.config.Suggestion;
import org.mkailin.transforms.pubmed.BadFiles;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command that reads citations takes. */
final class CorpusOptions {
  private static final Pattern UNKNOWN_TO_BEAM =
      Pattern.compile(
          "missing a property named '(\\w+)'(?:.*Did you mean (?:one of )?([^?]*))?",
          Pattern.DOTALL);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--citations",
      required = true,
      arity = "1..*",
      paramLabel = "FILES",
      description =
          "PubMed XML or JSON lines, plain or gzipped: files or quoted patterns, on any file system"
              + " that Beam knows. A baseline and its update files can be given together: the latest"
              + " revision of a citation counts.")
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
      description =
          "What to do about a damaged file: fail (default), or reject its unreadable rest and keep"
              + " what was read before.")
  private String badFiles;

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
    List<String> beamArguments = command.commandLine().getUnmatchedArguments();
    List<String> problems = new ArrayList<>();
    for (String argument : beamArguments) {
      if (!argument.matches("--[A-Za-z][A-Za-z0-9]*(=.*)?")) {
        problems.add(
            "unknown argument '%s'%s (Beam's options are written --name=value)"
                .formatted(argument, Suggestion.among(command.optionsMap().keySet(), argument)));
      }
    }
    ConfigurationException.throwIfAny(problems);
    try {
      BeamOptions.parse(beamArguments);
      return beamArguments;
    } catch (ConfigurationException e) {
      throw unknownOption(e);
    }
  }

  /** An option that Beam does not know either is most likely one of mkailin's, mistyped. */
  private ConfigurationException unknownOption(ConfigurationException refused) {
    Matcher unknown = UNKNOWN_TO_BEAM.matcher(refused.getMessage());
    if (!unknown.find()) {
      return refused;
    }
    String option = "--" + unknown.group(1);
    Set<String> known = new TreeSet<>(command.optionsMap().keySet());
    Stream.of(Objects.toString(unknown.group(2), "").split("[^A-Za-z]+"))
        .filter(name -> !name.isEmpty())
        .forEach(name -> known.add("--" + name));
    return new ConfigurationException(
        List.of(
            "neither mkailin nor Beam has an option '%s'%s"
                .formatted(option, Suggestion.among(known, option))));
  }
}
