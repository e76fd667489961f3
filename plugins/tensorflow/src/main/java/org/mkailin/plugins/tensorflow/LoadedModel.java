package org.mkailin.plugins.tensorflow;

import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.mkailin.plugins.tensorflow.decoder.Decoder;
import org.mkailin.plugins.tensorflow.decoder.LanguageModel;
import org.mkailin.plugins.tensorflow.decoder.Sampling;
import org.mkailin.plugins.tensorflow.folder.DecoderConfig;
import org.mkailin.plugins.tensorflow.folder.GenerationDefaults;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.folder.ModelFolderException;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.Precision;
import org.mkailin.plugins.tensorflow.text.PromptTokenizer;
import org.mkailin.runtime.Resources;

/**
 * A language model as an agent has it: its settings are the agent's own, its weights are shared
 * with every agent in the JVM that runs the same folder on the same device.
 *
 * @param identity folder, content and precision, for lineage
 */
record LoadedModel(LanguageModel languageModel, String identity) implements AutoCloseable {
  private static final int ROWS_ON_CPU = 8;
  private static final int ROWS_ON_GPU = 32;
  // What transformers samples from where a model does not say.
  private static final int DEFAULT_TOP_K = 50;

  /** Opens the model, or shares its weights with whoever has opened them. */
  static LoadedModel open(TensorFlowConfig config, Resources resources) throws IOException {
    ModelFolder folder = ModelFolder.open(config.model());
    folder = config.adapter().map(folder::withAdapter).orElse(folder);
    folder = config.alignedCopy() ? folder.aligned() : folder;
    if (!(folder.config() instanceof DecoderConfig decoderConfig)) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s holds an encoder (%s), which can't generate; use the plugin 'tensorflow-encoder'",
              config.model(),
              folder.config().architecture()));
    }
    OptionalInt threads = config.threads().map(OptionalInt::of).orElse(OptionalInt.empty());
    Device device = Device.find(config.device(), threads);
    Precision precision = config.precision().on(device);
    // All that can be wrong with the settings, before gigabytes are read.
    int maxTokens = maxTokens(config, decoderConfig);
    GenerationDefaults defaults = folder.generationDefaults();
    Sampling sampling = sampling(config, defaults);
    int rows = config.rows().orElse(device.isGpu() ? ROWS_ON_GPU : ROWS_ON_CPU);
    PromptTokenizer tokenizer = PromptTokenizer.open(folder.path(), decoderConfig.vocabularySize());
    try {
      ModelFolder opened = folder;
      Decoder decoder =
          resources.share(
              Weights.of(folder, device, precision),
              () -> Decoder.open(opened, device, precision, threads));
      // Whoever made the folder may name it in any of three files.
      Set<Integer> endTokens = new HashSet<>(defaults.endTokens());
      tokenizer.endToken().ifPresent(endTokens::add);
      return new LoadedModel(
          new LanguageModel(decoder, tokenizer, endTokens, sampling, maxTokens, rows),
          folder.identity() + "/" + precision.name().toLowerCase(Locale.ROOT));
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private static Sampling sampling(TensorFlowConfig config, GenerationDefaults defaults) {
    int topK = config.topK().orElse(defaults.topK().orElse(DEFAULT_TOP_K));
    return new Sampling(
        // A model's own 0, or −1, means all.
        topK <= 0 ? OptionalInt.empty() : OptionalInt.of(topK),
        config.topP().map(OptionalDouble::of).orElse(defaults.topP()));
  }

  private static int maxTokens(TensorFlowConfig config, DecoderConfig decoder) {
    int most = config.maxTokens().orElse(decoder.maxPositions());
    if (most > decoder.maxPositions()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "max-tokens is %d, but '%s' reads %d at the most",
              most,
              config.model(),
              decoder.maxPositions()));
    }
    return most;
  }

  /** Closes what is this agent's own; the weights are closed with the last agent that has them. */
  @Override
  public void close() {
    languageModel.close();
  }
}
