package org.mkailin.plugins.tensorflow.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelConfigTest {
  private static final String SIZES =
      "\"vocab_size\":100,\"hidden_size\":64,\"num_hidden_layers\":4,\"num_attention_heads\":8,"
          + "\"intermediate_size\":128,\"max_position_embeddings\":512";
  private static final String DECODER = SIZES + ",\"rms_norm_eps\":1e-05";
  private static final String GROUPED = ",\"num_key_value_heads\":2";
  private static final String BERT = "\"model_type\":\"bert\"," + SIZES;
  private static final String LLAMA = "\"model_type\":\"llama\"," + DECODER;
  private static final String MISTRAL = "\"model_type\":\"mistral\"," + DECODER + GROUPED;
  private static final String QWEN2 = "\"model_type\":\"qwen2\"," + DECODER + GROUPED;

  @TempDir Path folder;

  @Test
  void bertHasItsDefaults() throws IOException {
    assertThat(read(BERT)).isEqualTo(new BertConfig("bert", 100, 64, 4, 8, 128, 512, 2, 1e-12));
    assertThat(read(BERT + ",\"layer_norm_eps\":1e-05,\"type_vocab_size\":1"))
        .isEqualTo(new BertConfig("bert", 100, 64, 4, 8, 128, 512, 1, 1e-5));
  }

  @Test
  void aConfigurationFromBeforeModelTypesIsBert() throws IOException {
    assertThat(read(SIZES + ",\"type_vocab_size\":2,\"hidden_act\":\"gelu\""))
        .isEqualTo(read(BERT));
    assertRefused(SIZES + ",\"type_vocab_size\":1,\"architectures\":[\"RobertaModel\"]")
        .hasMessageContaining("has model_type ''");
  }

  @Test
  void llamaHasItsDefaults() throws IOException {
    assertThat(read(LLAMA))
        .isEqualTo(
            new DecoderConfig(
                "llama",
                100,
                64,
                4,
                8,
                8,
                8,
                128,
                512,
                1e-5,
                10_000,
                Optional.empty(),
                OptionalInt.empty(),
                false,
                false));
  }

  @Test
  void whatLlamaSaysIsRead() throws IOException {
    DecoderConfig config =
        decoder(
            LLAMA
                + ",\"num_key_value_heads\":2,\"head_dim\":16,\"tie_word_embeddings\":true,"
                + "\"rope_theta\":500000.0");
    assertThat(config.keyValueHeads()).isEqualTo(2);
    assertThat(config.headSize()).isEqualTo(16);
    assertThat(config.tiedEmbeddings()).isTrue();
    assertThat(config.ropeTheta()).isEqualTo(500_000);
  }

  @Test
  void nullIsAsGoodAsAbsent() throws IOException {
    assertThat(
            read(
                LLAMA
                    + ",\"head_dim\":null,\"num_key_value_heads\":null,\"rope_scaling\":null,"
                    + "\"quantization_config\":null"))
        .isEqualTo(read(LLAMA));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // transformers 4, as in Llama-3.1-8B
        "\"rope_theta\":500000.0,\"rope_scaling\":{\"factor\":8.0,\"low_freq_factor\":1.0,"
            + "\"high_freq_factor\":4.0,\"original_max_position_embeddings\":8192,"
            + "\"rope_type\":\"llama3\"}",
        // transformers 5
        "\"rope_parameters\":{\"rope_theta\":500000.0,\"factor\":8.0,\"low_freq_factor\":1.0,"
            + "\"high_freq_factor\":4.0,\"original_max_position_embeddings\":8192,"
            + "\"rope_type\":\"llama3\"}"
      })
  void llama3ScalingIsReadInBothForms(String rope) throws IOException {
    DecoderConfig config = decoder(LLAMA + "," + rope);
    assertThat(config.ropeTheta()).isEqualTo(500_000);
    assertThat(config.ropeScaling()).contains(new Llama3Scaling(8, 1, 4, 8192));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yarn", "linear", "dynamic", "longrope", "mrope"})
  void otherRopeTypesAreRefusedByName(String type) throws IOException {
    assertRefused(
            LLAMA
                + String.format(
                    Locale.ROOT, ",\"rope_scaling\":{\"type\":\"%s\",\"factor\":2.0}", type))
        .hasMessageContaining(
            "rope type '" + type + "', which is not supported; supported: default, llama3");
    assertRefused(
            LLAMA + String.format(Locale.ROOT, ",\"rope_parameters\":{\"rope_type\":\"%s\"}", type))
        .hasMessageContaining("rope type '" + type + "'");
  }

  @Test
  void allMissingKeysOfTheScalingAreNamedAtOnce() throws IOException {
    assertRefused(LLAMA + ",\"rope_parameters\":{\"rope_type\":\"llama3\",\"factor\":8.0}")
        .hasMessageContaining(
            "lacks rope_parameters.low_freq_factor, rope_parameters.high_freq_factor,"
                + " rope_parameters.original_max_position_embeddings");
  }

  @Test
  void mistralSlidesInAllLayersOrNone() throws IOException {
    assertThat(decoder(MISTRAL + ",\"sliding_window\":16"))
        .returns(OptionalInt.of(16), DecoderConfig::slidingWindow)
        .returns("mistral", DecoderConfig::architecture)
        .returns(2, DecoderConfig::keyValueHeads);
    assertThat(decoder(MISTRAL + ",\"sliding_window\":null").slidingWindow()).isEmpty();
    assertThat(decoder(MISTRAL).slidingWindow()).as("transformers' own default").hasValue(4096);
  }

  @Test
  void qwen2HasBiasAndNoWindowUnlessItUsesIt() throws IOException {
    assertThat(decoder(QWEN2 + ",\"sliding_window\":16,\"max_window_layers\":2"))
        .returns(true, DecoderConfig::queryKeyValueBias)
        .returns(OptionalInt.empty(), DecoderConfig::slidingWindow);
    assertThat(
            decoder(QWEN2 + ",\"use_sliding_window\":false,\"sliding_window\":16").slidingWindow())
        .isEmpty();
  }

  // Layers from max_window_layers on slide: from 0 all do, from 4 of 4 none does.
  @ParameterizedTest
  @CsvSource({"0, 16", "4, -1", "28, -1"})
  void qwen2SlidesFromMaxWindowLayersOn(int first, int window) throws IOException {
    DecoderConfig config = decoder(qwen2Sliding("\"max_window_layers\":" + first));
    assertThat(config.slidingWindow().orElse(-1)).isEqualTo(window);
  }

  @Test
  void qwen2ThatSlidesInSomeLayersIsRefused() throws IOException {
    assertRefused(qwen2Sliding("\"max_window_layers\":3"))
        .hasMessageContaining("use_sliding_window true with max_window_layers 3 of 4 layers")
        .hasMessageContaining("supported: a window in all layers or in none");
    assertRefused(qwen2Sliding("\"layer_types\":[\"full_attention\",\"sliding_attention\"]"))
        .hasMessageContaining("both full_attention and sliding_attention in layer_types");
  }

  @Test
  void layerTypesThatAreAllAlikeAreRead() throws IOException {
    assertThat(decoder(qwen2Sliding("\"layer_types\":[\"sliding_attention\"]")).slidingWindow())
        .hasValue(16);
    assertThat(decoder(qwen2Sliding("\"layer_types\":[\"full_attention\"]")).slidingWindow())
        .isEmpty();
    assertRefused(qwen2Sliding("\"layer_types\":[\"linear_attention\"]"))
        .hasMessageContaining("'linear_attention' in layer_types");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemma2", "qwen3", "distilbert", "roberta", "gpt2"})
  void anotherArchitectureIsRefusedWithTheListOfThoseSupported(String type) throws IOException {
    assertRefused("\"model_type\":\"" + type + "\"," + DECODER)
        .hasMessageContaining("config.json has model_type '" + type + "', which is not supported")
        .hasMessageContaining("bert (BERT, as in BiomedBERT")
        .hasMessageContaining("llama (Llama 2, 3 and 3.1), mistral (")
        .hasMessageContaining("qwen2 (");
  }

  @Test
  void anAbsentArchitectureIsRefusedToo() throws IOException {
    assertRefused(DECODER).hasMessageContaining("has model_type ''").hasMessageContaining("llama");
  }

  @ParameterizedTest
  @CsvSource({
    "attention_bias, llama",
    "mlp_bias, llama",
    "is_decoder, bert",
    "add_cross_attention, bert"
  })
  void flagsThatChangeTheModelAreRefusedByName(String key, String type) throws IOException {
    assertRefused(
            String.format(Locale.ROOT, "\"model_type\":\"%s\",%s,\"%s\":true", type, DECODER, key))
        .hasMessageContaining("has " + key + " true, which is not supported; supported: false");
  }

  @Test
  void otherActivationsAreRefusedByName() throws IOException {
    assertRefused(BERT + ",\"hidden_act\":\"gelu_new\"")
        .hasMessageContaining("hidden_act 'gelu_new', which is not supported; supported: gelu");
    assertRefused(LLAMA + ",\"hidden_act\":\"gelu\"")
        .hasMessageContaining("hidden_act 'gelu', which is not supported; supported: silu");
  }

  @Test
  void relativePositionsAreRefusedByName() throws IOException {
    assertRefused(BERT + ",\"position_embedding_type\":\"relative_key\"")
        .hasMessageContaining("position_embedding_type 'relative_key'")
        .hasMessageContaining("supported: absolute");
  }

  @Test
  void aQuantisedModelIsRefusedByItsMethod() throws IOException {
    assertRefused(LLAMA + ",\"quantization_config\":{\"quant_method\":\"gptq\",\"bits\":4}")
        .hasMessageContaining("quantization_config 'gptq', which is not supported")
        .hasMessageContaining("take the unquantised checkpoint");
  }

  @Test
  void allMissingKeysAreNamedAtOnce() throws IOException {
    assertRefused("\"model_type\":\"llama\",\"vocab_size\":100,\"num_hidden_layers\":4")
        .hasMessageContaining(
            "config.json lacks hidden_size, num_attention_heads, intermediate_size,"
                + " max_position_embeddings, rms_norm_eps");
  }

  @Test
  void onlyLlamaMayLeaveOutItsKeyValueHeads() throws IOException {
    assertRefused(MISTRAL.replace(GROUPED, ""))
        .hasMessageContaining("config.json lacks num_key_value_heads;");
  }

  @Test
  void positionsOfTheirOwnByLayerTypeAreRefused() throws IOException {
    assertRefused(LLAMA + ",\"rope_parameters\":{\"full_attention\":{\"rope_theta\":1.0}}")
        .hasMessageContaining("rope_parameters.full_attention of its own")
        .hasMessageContaining("supported: the same in all layers");
    assertRefused(LLAMA + ",\"partial_rotary_factor\":0.5")
        .hasMessageContaining("partial_rotary_factor 0.5, which is not supported; supported: 1");
  }

  @Test
  void aWrongValueIsNamed() throws IOException {
    assertRefused(LLAMA.replace("\"vocab_size\":100", "\"vocab_size\":\"many\""))
        .hasMessageContaining("vocab_size \"many\", but it must be a whole number of at least 1");
    assertRefused(LLAMA.replace("\"hidden_size\":64", "\"hidden_size\":0"))
        .hasMessageContaining("hidden_size 0, but it must be");
  }

  @Test
  void headsThatDoNotDivideAreRefused() throws IOException {
    assertRefused(BERT.replace("\"hidden_size\":64", "\"hidden_size\":60"))
        .hasMessageContaining("hidden_size 60 can't be divided by num_attention_heads 8");
    assertRefused(LLAMA.replace("\"hidden_size\":64", "\"hidden_size\":60"))
        .hasMessageContaining("hidden_size 60 can't be divided by num_attention_heads 8");
    assertRefused(LLAMA + ",\"num_key_value_heads\":3")
        .hasMessageContaining("num_attention_heads 8 can't be divided by num_key_value_heads 3");
  }

  @Test
  void aFolderWithoutConfigurationSaysSo() {
    assertThatThrownBy(() -> ModelConfig.read(folder))
        .isInstanceOf(ModelFolderException.class)
        .hasMessageContaining("config.json is missing; is " + folder + " a model folder");
  }

  @Test
  void generationDefaultsComeFromTheirFile() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"eos_token_id\":2}");
    Files.writeString(
        folder.resolve("generation_config.json"),
        "{\"eos_token_id\":[128001,128009],\"temperature\":0.6,\"top_p\":0.9,\"top_k\":50}");
    GenerationDefaults defaults = GenerationDefaults.read(folder);
    assertThat(defaults.endTokens()).containsExactlyInAnyOrder(128001, 128009);
    assertThat(defaults.topP()).hasValue(0.9);
    assertThat(defaults.topK()).hasValue(50);
  }

  @Test
  void withoutGenerationDefaultsTheConfigurationHasTheEndToken() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"eos_token_id\":2}");
    assertThat(GenerationDefaults.read(folder).endTokens()).containsExactly(2);

    Files.writeString(folder.resolve("generation_config.json"), "{\"top_k\":5}");
    assertThat(GenerationDefaults.read(folder).endTokens()).containsExactly(2);

    Files.writeString(folder.resolve("config.json"), "{\"eos_token_id\":null}");
    assertThat(GenerationDefaults.read(folder).endTokens()).isEmpty();
  }

  private static String qwen2Sliding(String more) {
    return QWEN2 + ",\"use_sliding_window\":true,\"sliding_window\":16," + more;
  }

  private DecoderConfig decoder(String keys) throws IOException {
    return (DecoderConfig) read(keys);
  }

  private ModelConfig read(String keys) throws IOException {
    Files.writeString(folder.resolve("config.json"), "{" + keys + "}");
    return ModelConfig.read(folder);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String keys) {
    return assertThatThrownBy(() -> read(keys))
        .isInstanceOf(ModelFolderException.class)
        .hasMessageContaining(folder.resolve("config.json").toString());
  }
}
