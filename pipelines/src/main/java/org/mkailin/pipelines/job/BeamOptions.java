package org.mkailin.pipelines.job;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.mkailin.agent.AgentResources;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigurationException;
import org.mkailin.pipelines.place.InputFiles;
import org.mkailin.pipelines.runner.Runners;
import org.mkailin.transforms.SpreadOptions;

/** Beam's options from the command line, with the runner's defaults for long runs. */
public final class BeamOptions {
  private BeamOptions() {}

  /**
   * Parses Beam's options and makes its file systems known.
   *
   * @throws ConfigurationException with Beam's own words, if one is unknown or wrong, and with all
   *     that the runner can tell is wrong
   */
  public static PipelineOptions parse(List<String> arguments) {
    PipelineOptions options = parseUnchecked(arguments);
    ConfigurationException.throwIfAny(problemsOf(options));
    return options;
  }

  /**
   * Parses Beam's options without asking the runner whether it could run a job with them.
   *
   * @throws ConfigurationException with Beam's own words, if one is unknown or wrong
   */
  public static PipelineOptions parseUnchecked(List<String> arguments) {
    try {
      PipelineOptions options =
          PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new))
              .withValidation()
              .create();
      Runners.of(options).ifPresent(runner -> runner.complete(options, given(arguments)));
      FileSystems.setDefaultPipelineOptions(options);
      return options;
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          List.of("Beam does not take these options: " + e.getMessage()));
    }
  }

  /** What is wrong with options that Beam takes. */
  public static List<String> problemsOf(PipelineOptions options) {
    List<String> problems = new ArrayList<>();
    int groups = options.as(SpreadOptions.class).getGroups();
    if (groups < 1) {
      problems.add("--groups is " + groups + ", but must be at least 1");
    }
    int slices = options.as(SpreadOptions.class).getSlices();
    if (slices < 1) {
      problems.add("--slices is " + slices + ", but must be at least 1");
    }
    Runners.of(options).ifPresent(runner -> problems.addAll(runner.problems(options)));
    return problems;
  }

  /** What is wrong with the machines that agents ask for, in a job with these options. */
  public static List<String> problemsOf(PipelineOptions options, Collection<AgentSpec> agents) {
    Map<String, AgentResources> asked = new LinkedHashMap<>();
    for (AgentSpec agent : agents) {
      if (!agent.resources().equals(AgentResources.ANY)) {
        asked.put(agent.name(), agent.resources());
      }
    }
    return Runners.of(options).map(runner -> runner.problems(options, asked)).orElse(List.of());
  }

  private static Set<String> given(List<String> arguments) {
    return arguments.stream()
        .map(argument -> argument.replaceFirst("^--", "").split("=", 2)[0])
        .collect(Collectors.toSet());
  }

  /**
   * The options for a pipeline over {@code inputs}: groups and slices as its size asks for, and a
   * job's name that says which program it is, if not given.
   *
   * @param program the program, such as «distill»
   */
  public static PipelineOptions forInput(
      String program, InputFiles inputs, List<String> arguments) {
    PipelineOptions options = parse(arguments);
    if (!given(arguments).contains("jobName")) {
      options.setJobName(jobName(program));
    }
    if (!given(arguments).contains("groups")) {
      options.as(SpreadOptions.class).setGroups(SpreadOptions.groupsForInputOf(inputs.bytes()));
    }
    if (!given(arguments).contains("slices")) {
      options.as(SpreadOptions.class).setSlices(SpreadOptions.slicesForInputOf(inputs.bytes()));
    }
    return options;
  }

  /** A name that no other job has, in the letters that every runner takes. */
  private static String jobName(String program) {
    return String.format(
        Locale.ROOT,
        "mkailin-%s-%s-%s",
        program,
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
            .format(LocalDateTime.now(ZoneOffset.UTC)),
        UUID.randomUUID().toString().substring(0, 4));
  }
}
