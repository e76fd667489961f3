package org.mkailin.plugins.tensorflow.folder;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The architectures that are computed here; Hugging Face calls them {@code model_type}. */
enum Architecture {
  BERT("BERT, as in BiomedBERT, BioBERT, MiniLM, BGE, MedCPT"),
  LLAMA("Llama 2, 3 and 3.1"),
  MISTRAL("Mistral 7B, as in BioMistral"),
  QWEN2("Qwen 2 and 2.5");

  private final String models;

  Architecture(String models) {
    this.models = models;
  }

  /** As {@code model_type} says it. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The architecture of a configuration.
   *
   * @throws ModelFolderException if there is none, or it is another
   */
  static Architecture of(ConfigFile file) {
    String seen = file.text("model_type", isGoogleBert(file) ? BERT.id() : "");
    return Arrays.stream(values())
        .filter(architecture -> architecture.id().equals(seen))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelFolderException(
                    String.format(
                        Locale.ROOT,
                        "%s has model_type '%s', which is not supported; supported: %s",
                        file.path(),
                        seen,
                        supported())));
  }

  /**
   * Whether this is a configuration of Google's BERT from before there was a model_type, as BioBERT
   * still has it.
   *
   * <p>Assumption: only BERT had token types then.
   */
  private static boolean isGoogleBert(ConfigFile file) {
    return file.has("type_vocab_size")
        && file.texts("architectures").stream().allMatch(name -> name.startsWith("Bert"));
  }

  private static String supported() {
    return Arrays.stream(values())
        .map(architecture -> architecture.id() + " (" + architecture.models + ")")
        .collect(Collectors.joining(", "));
  }
}
