package org.mkailin.plugins.tensorflow.folder;

import java.util.List;

/** Reads the configuration of an encoder. */
final class BertConfigReader {
  private static final List<String> REQUIRED =
      List.of(
          "vocab_size",
          "hidden_size",
          "num_hidden_layers",
          "num_attention_heads",
          "intermediate_size",
          "max_position_embeddings");

  private BertConfigReader() {}

  static BertConfig read(ConfigFile file) {
    file.require(REQUIRED);
    file.refuseOther("hidden_act", "gelu", "gelu");
    file.refuseOther("position_embedding_type", "absolute", "absolute");
    file.refuseTrue("is_decoder");
    file.refuseTrue("add_cross_attention");
    try {
      return new BertConfig(
          Architecture.BERT.id(),
          file.positive("vocab_size"),
          file.positive("hidden_size"),
          file.positive("num_hidden_layers"),
          file.positive("num_attention_heads"),
          file.positive("intermediate_size"),
          file.positive("max_position_embeddings"),
          file.positive("type_vocab_size", 2),
          file.number("layer_norm_eps", 1e-12));
    } catch (IllegalArgumentException e) {
      throw new ModelFolderException(file.path() + ": " + e.getMessage(), e);
    }
  }
}
