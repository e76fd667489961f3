package org.mkailin.plugins.tensorflow.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Rotary positions, as transformers 5 writes them ({@code rope_parameters}) or transformers 4
 * ({@code rope_theta} and {@code rope_scaling}, which wins where both are there).
 *
 * @param theta base of the wavelengths
 */
record RopeConfig(double theta, Optional<Llama3Scaling> scaling) {
  private static final double DEFAULT_THETA = 10_000;

  /**
   * Reads them.
   *
   * @throws ModelFolderException if they are of a kind that is not computed here
   */
  static RopeConfig read(ConfigFile file) {
    double theta = file.number("rope_theta", DEFAULT_THETA);
    refusePartial(file);
    Optional<ConfigFile> parameters =
        file.object("rope_scaling")
            .filter(scaling -> !scaling.values().isEmpty())
            .or(() -> file.object("rope_parameters"));
    if (parameters.isEmpty()) {
      return new RopeConfig(theta, Optional.empty());
    }
    ConfigFile rope = parameters.get();
    refusePartial(rope);
    refuseByLayerType(rope);
    return new RopeConfig(rope.number("rope_theta", theta), scaling(rope));
  }

  private static Optional<Llama3Scaling> scaling(ConfigFile rope) {
    String type = rope.text("rope_type", rope.text("type", "default"));
    return switch (type) {
      case "default" -> Optional.empty();
      case "llama3" -> Optional.of(llama3(rope));
      default ->
          throw new ModelFolderException(
              String.format(
                  Locale.ROOT,
                  "%s has rope type '%s', which is not supported; supported: default, llama3",
                  rope.path(),
                  type));
    };
  }

  private static Llama3Scaling llama3(ConfigFile rope) {
    rope.require(
        List.of(
            "factor", "low_freq_factor", "high_freq_factor", "original_max_position_embeddings"));
    try {
      return new Llama3Scaling(
          rope.number("factor"),
          rope.number("low_freq_factor"),
          rope.number("high_freq_factor"),
          rope.positive("original_max_position_embeddings"));
    } catch (IllegalArgumentException e) {
      throw new ModelFolderException(rope.path() + ": " + e.getMessage(), e);
    }
  }

  /** Models that mix attention types have one set of parameters for each. */
  private static void refuseByLayerType(ConfigFile rope) {
    for (Map.Entry<String, JsonNode> entry : rope.values().properties()) {
      if (entry.getValue().isObject()) {
        throw new ModelFolderException(
            String.format(
                Locale.ROOT,
                "%s has %s%s of its own, which is not supported; supported: the same in all layers",
                rope.path(),
                rope.prefix(),
                entry.getKey()));
      }
    }
  }

  private static void refusePartial(ConfigFile file) {
    if (file.number("partial_rotary_factor", 1) != 1) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s has %spartial_rotary_factor %s, which is not supported; supported: 1",
              file.path(),
              file.prefix(),
              file.number("partial_rotary_factor")));
    }
  }
}
