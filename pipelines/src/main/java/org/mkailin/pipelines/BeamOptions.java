package org.mkailin.pipelines;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.mkailin.config.ConfigurationException;
import org.mkailin.transforms.SpreadOptions;

/** Beam's options from the command line, with defaults that suit long runs. */
final class BeamOptions {
  /**
   * For the direct runner only. Its checks of every element's encoding and immutability are for
   * tests (they cost ten times the frame itself), and it has to return while it runs, so that
   * progress can be shown.
   */
  private static final Map<String, String> DIRECT_DEFAULTS =
      Map.of(
          "--enforceEncodability", "false",
          "--enforceImmutability", "false",
          "--blockOnRun", "false");

  private BeamOptions() {}

  /**
   * Parses Beam's options and makes its file systems known.
   *
   * @throws ConfigurationException with Beam's own words, if one is unknown or wrong
   */
  static PipelineOptions parse(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    if (arguments.stream().noneMatch(a -> a.startsWith("--runner=") && !a.contains("Direct"))) {
      DIRECT_DEFAULTS.forEach(
          (key, value) -> {
            if (arguments.stream().noneMatch(a -> a.startsWith(key + "="))) {
              all.add(key + "=" + value);
            }
          });
    }
    try {
      PipelineOptions options =
          PipelineOptionsFactory.fromArgs(all.toArray(String[]::new)).withValidation().create();
      FileSystems.setDefaultPipelineOptions(options);
      int groups = options.as(SpreadOptions.class).getGroups();
      if (groups < 1) {
        throw new IllegalArgumentException("--groups is " + groups + ", but must be at least 1");
      }
      return options;
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          List.of("Beam does not take these options: " + e.getMessage()));
    }
  }

  /** The options for a pipeline over {@code inputs}: groups as its size asks for, if not given. */
  static PipelineOptions forInput(InputFiles inputs, List<String> arguments) {
    PipelineOptions options = parse(arguments);
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--groups="))) {
      options.as(SpreadOptions.class).setGroups(SpreadOptions.groupsForInputOf(inputs.bytes()));
    }
    return options;
  }
}
