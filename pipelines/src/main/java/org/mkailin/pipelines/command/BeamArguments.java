package org.mkailin.pipelines.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mkailin.config.ConfigurationException;
import org.mkailin.config.Suggestion;
import org.mkailin.pipelines.job.BeamOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What a command does not know, and hands on to Beam and its runner. */
@Command
public final class BeamArguments {
  private static final Pattern UNKNOWN_TO_BEAM =
      Pattern.compile(
          "missing a property named '(\\w+)'(?:.*Did you mean (?:one of )?([^?]*))?",
          Pattern.DOTALL);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Whether a command hands on to Beam what it does not know: whether it has this mixin. */
  public static boolean areTakenBy(CommandLine command) {
    return command.getCommandSpec().mixins().values().stream()
        .anyMatch(mixin -> mixin.userObject() instanceof BeamArguments);
  }

  /**
   * What is left for Beam: options of the form {@code --name=value}.
   *
   * @throws ConfigurationException naming what is no option of mkailin's and can't be one of Beam's
   */
  List<String> arguments() {
    List<String> arguments = command.commandLine().getUnmatchedArguments();
    List<String> problems = new ArrayList<>();
    for (String argument : arguments) {
      if (!argument.matches("--[A-Za-z][A-Za-z0-9]*(=.*)?")) {
        problems.add(
            String.format(
                Locale.ROOT,
                "unknown argument '%s'%s (Beam's options are written --name=value)",
                argument,
                Suggestion.among(command.optionsMap().keySet(), argument)));
      }
    }
    ConfigurationException.throwIfAny(problems);
    try {
      BeamOptions.parseUnchecked(arguments);
      return arguments;
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
            String.format(
                Locale.ROOT,
                "neither mkailin nor Beam has an option '%s'%s",
                option,
                Suggestion.among(known, option))));
  }
}
