package org.mkailin.plugins.tensorflow.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the configuration of a decoder, in the form of transformers 4 or 5. */
final class DecoderConfigReader {
  private static final String SLIDING = "sliding_attention";
  private static final String FULL = "full_attention";

  private static final List<String> REQUIRED =
      List.of(
          "vocab_size",
          "hidden_size",
          "num_hidden_layers",
          "num_attention_heads",
          "intermediate_size",
          "max_position_embeddings",
          "rms_norm_eps");

  /** What Qwen2 means where it says nothing; so in transformers' Qwen2Config. */
  private static final int MISTRAL_WINDOW = 4096;

  private static final int MAX_WINDOW_LAYERS = 28;

  private final ConfigFile file;
  private final Architecture architecture;

  DecoderConfigReader(ConfigFile file, Architecture architecture) {
    this.file = file;
    this.architecture = architecture;
  }

  DecoderConfig read() {
    List<String> required = new ArrayList<>(REQUIRED);
    if (architecture != Architecture.LLAMA) {
      // Llama alone means «as many as query heads» where it says nothing.
      required.add("num_key_value_heads");
    }
    file.require(required);
    file.refuseOther("hidden_act", "silu", "silu");
    file.refuseTrue("attention_bias");
    file.refuseTrue("mlp_bias");
    RopeConfig rope = RopeConfig.read(file);
    int heads = file.positive("num_attention_heads");
    try {
      return new DecoderConfig(
          architecture.id(),
          file.positive("vocab_size"),
          file.positive("hidden_size"),
          file.positive("num_hidden_layers"),
          heads,
          file.positive("num_key_value_heads", heads),
          headSize(heads),
          file.positive("intermediate_size"),
          file.positive("max_position_embeddings"),
          file.number("rms_norm_eps"),
          rope.theta(),
          rope.scaling(),
          slidingWindow(),
          file.flag("tie_word_embeddings", false),
          architecture == Architecture.QWEN2);
    } catch (IllegalArgumentException e) {
      throw new ModelFolderException(file.path() + ": " + e.getMessage(), e);
    }
  }

  private int headSize(int heads) {
    if (file.has("head_dim")) {
      return file.positive("head_dim");
    }
    int hidden = file.positive("hidden_size");
    if (hidden % heads != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "hidden_size %d can't be divided by num_attention_heads %d",
              hidden,
              heads));
    }
    return hidden / heads;
  }

  private OptionalInt slidingWindow() {
    return switch (architecture) {
      case MISTRAL ->
          slides(file.texts("layer_types"), true) ? mistralWindow() : OptionalInt.empty();
      case QWEN2 -> qwenWindow();
      default -> OptionalInt.empty();
    };
  }

  /** Layers from max_window_layers on slide, unless layer_types says it one by one. */
  private OptionalInt qwenWindow() {
    if (!file.flag("use_sliding_window", false)) {
      slides(file.texts("layer_types"), false);
      return OptionalInt.empty();
    }
    List<String> types = file.texts("layer_types");
    if (!types.isEmpty()) {
      return slides(types, false) ? window() : OptionalInt.empty();
    }
    int first = file.optionalInt("max_window_layers").orElse(MAX_WINDOW_LAYERS);
    int layers = file.positive("num_hidden_layers");
    if (first > 0 && first < layers) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s has use_sliding_window true with max_window_layers %d of %d layers,"
                  + " which is not supported; supported: a window in all layers or in none",
              file.path(),
              first,
              layers));
    }
    return first <= 0 ? window() : OptionalInt.empty();
  }

  private boolean slides(List<String> types, boolean byDefault) {
    Optional<String> other =
        types.stream().filter(type -> !type.equals(SLIDING) && !type.equals(FULL)).findFirst();
    if (other.isPresent()) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s has '%s' in layer_types, which is not supported; supported: %s, %s",
              file.path(),
              other.get(),
              FULL,
              SLIDING));
    }
    if (types.contains(SLIDING) && types.contains(FULL)) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s has both %s and %s in layer_types, which is not supported; supported:"
                  + " the same in all layers",
              file.path(),
              FULL,
              SLIDING));
    }
    return types.isEmpty() ? byDefault : types.contains(SLIDING);
  }

  /** Null means no window; where the key is absent, transformers' MistralConfig means 4096. */
  private OptionalInt mistralWindow() {
    return file.mentions("sliding_window") ? window() : OptionalInt.of(MISTRAL_WINDOW);
  }

  private OptionalInt window() {
    return file.has("sliding_window")
        ? OptionalInt.of(file.positive("sliding_window"))
        : OptionalInt.empty();
  }
}
