package org.mkailin.plugins.tensorflow.folder;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code adapter_config.json} of PEFT.
 *
 * @param rank r
 * @param scale what B·A is multiplied by
 * @param baseModel {@code base_model_name_or_path}
 */
record LoraConfig(int rank, double scale, Optional<String> baseModel) {
  /** The file's name in an adapter folder. */
  static final String FILE = "adapter_config.json";

  /** What changes the sum Wx + scale · B(Ax), and so must be unset. */
  private static final List<String> UNSUPPORTED =
      List.of(
          "use_dora",
          "use_qalora",
          "use_bdlora",
          "lora_bias",
          "fan_in_fan_out",
          "modules_to_save",
          "rank_pattern",
          "alpha_pattern",
          "layer_replication",
          "target_parameters",
          "trainable_token_indices",
          "alora_invocation_tokens",
          "arrow_config",
          "kasa_config",
          "monteclora_config");

  /** Initialisations that leave the base weights as they are; the others (PiSSA, …) change them. */
  private static final Set<String> INITIALISATIONS =
      Set.of("true", "false", "gaussian", "orthogonal", "eva");

  /**
   * Reads it.
   *
   * @throws ModelFolderException if it is not LoRA, or of a kind that is not supported
   */
  static LoraConfig read(Path folder) throws IOException {
    ConfigFile file = ConfigFile.read(folder.resolve(FILE));
    file.require(List.of("peft_type", "r", "lora_alpha"));
    file.refuseOther("peft_type", "LORA", "");
    file.refuseOther("bias", "none", "none");
    UNSUPPORTED.forEach(key -> refuse(file, key));
    String initialisation =
        file.has("init_lora_weights") ? file.values().get("init_lora_weights").asText() : "true";
    if (!INITIALISATIONS.contains(initialisation)) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s has init_lora_weights '%s', which changes the base weights and is not"
                  + " supported; save the adapter with PEFT's"
                  + " path_initial_model_for_weight_conversion",
              file.path(),
              initialisation));
    }
    int rank = file.positive("r");
    double scale =
        file.number("lora_alpha") / (file.flag("use_rslora", false) ? Math.sqrt(rank) : rank);
    return new LoraConfig(
        rank,
        scale,
        Optional.of(file.text("base_model_name_or_path", "")).filter(s -> !s.isBlank()));
  }

  private static void refuse(ConfigFile file, String key) {
    if (!file.has(key)) {
      return;
    }
    JsonNode value = file.values().get(key);
    boolean unset =
        value.isBoolean() ? !value.booleanValue() : value.isContainerNode() && value.isEmpty();
    if (!unset) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s has %s %s, which is not supported; merge the adapter into its base"
                  + " with PEFT, or train it without",
              file.path(),
              key,
              value));
    }
  }
}
