package org.mkailin.plugins.tensorflow.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.agent.AgentSpec;
import org.mkailin.model.Embedding;
import org.mkailin.model.TextEncoder;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.runtime.AgentLease;
import org.mkailin.runtime.Resources;

class TensorFlowEncoderTest {
  private static final List<String> TEXT = List.of("Papain digests necrotic tissue.");
  private static final String SMALL = BertFolders.small().toString();

  @TempDir Path temporary;

  @Test
  void questionsAndPassagesAreEncodedAlikeUnlessTold() {
    try (AgentLease lease = lease(Map.of())) {
      TextEncoder encoder = lease.get(TextEncoder.class);
      assertThat(encoder.encodeQueries(TEXT)).isEqualTo(encoder.encodePassages(TEXT));
      assertThat(encoder.dimensions()).isEqualTo(24);
    }
  }

  @Test
  void aPrefixStandsBeforeItsSideOnly() {
    try (AgentLease plain = lease(Map.of());
        AgentLease prefixed = lease(Map.of("query-prefix", "study: "))) {
      TextEncoder encoder = prefixed.get(TextEncoder.class);
      List<Embedding> spelled =
          plain.get(TextEncoder.class).encodePassages(List.of("study: " + TEXT.get(0)));
      assertThat(encoder.encodeQueries(TEXT)).isEqualTo(spelled);
      assertThat(encoder.encodePassages(TEXT))
          .isEqualTo(plain.get(TextEncoder.class).encodePassages(TEXT));
    }
  }

  @Test
  void questionsMayHaveAModelOfTheirOwn() throws IOException {
    Path other = otherModel();
    try (AgentLease both = lease(Map.of("query-model", other.toString()));
        AgentLease one = lease(Map.of());
        AgentLease two = lease(Map.of("model", other.toString()))) {
      TextEncoder encoder = both.get(TextEncoder.class);
      assertThat(encoder.encodePassages(TEXT))
          .isEqualTo(one.get(TextEncoder.class).encodePassages(TEXT));
      assertThat(encoder.encodeQueries(TEXT))
          .isEqualTo(two.get(TextEncoder.class).encodeQueries(TEXT))
          .isNotEqualTo(encoder.encodePassages(TEXT));
    }
  }

  @Test
  void weightsOfOneFolderAreInMemoryOnceWhateverElseDiffers() {
    int before = Resources.inUse().size();
    try (AgentLease one = lease(Map.of("query-model", SMALL));
        AgentLease other = lease(Map.of("pooling", "cls", "max-tokens", 8))) {
      one.get(TextEncoder.class);
      other.get(TextEncoder.class);
      // Two encoders, and one set of weights.
      assertThat(Resources.inUse()).hasSize(before + 3);
    }
    assertThat(Resources.inUse()).hasSize(before);
  }

  @Test
  void whoOpenedTheWeightsMayGoFirst() {
    AgentLease first = lease(Map.of());
    first.get(TextEncoder.class);
    AgentSpec second =
        new AgentSpec("second", List.of("tensorflow-encoder"), first(Map.of()).properties());
    try (AgentLease lease = AgentLease.of(second)) {
      TextEncoder encoder = lease.get(TextEncoder.class);
      List<Embedding> before = encoder.encodeQueries(TEXT);
      first.close();
      assertThat(encoder.encodeQueries(TEXT)).isEqualTo(before);
    }
  }

  @Test
  void vectorsKeepTheirLengthIfTheyAreNotNormalised() {
    try (AgentLease plain = lease(Map.of("normalize", false));
        AgentLease unit = lease(Map.of())) {
      Embedding vector = plain.get(TextEncoder.class).encodePassages(TEXT).get(0);
      Embedding direction = unit.get(TextEncoder.class).encodePassages(TEXT).get(0);
      double length = Math.sqrt(vector.dot(vector));
      assertThat(Math.abs(length - 1)).isGreaterThan(0.1);
      assertThat(vector.dot(direction)).isCloseTo(length, within(1e-5));
    }
  }

  @Test
  void poolingAndLengthAreThePublishersUnlessTold() throws IOException {
    Path folder = BertFolders.copyTo(temporary.resolve("published"));
    Files.createDirectories(folder.resolve("1_Pooling"));
    Files.writeString(
        folder.resolve("1_Pooling/config.json"), "{\"pooling_mode_cls_token\": true}");
    Files.writeString(folder.resolve("sentence_bert_config.json"), "{\"max_seq_length\": 8}");
    String identity = ModelFolder.open(folder.toString()).identity();
    String model = folder.toString();
    try (AgentLease own = lease(Map.of("model", model));
        AgentLease told = lease(Map.of("model", model, "pooling", "max", "max-tokens", 32))) {
      assertThat(own.get(TextEncoder.class).identity())
          .isEqualTo(identity + "/float32/cls/8-tokens");
      assertThat(told.get(TextEncoder.class).identity())
          .isEqualTo(identity + "/float32/max/32-tokens");
    }
  }

  @Test
  void theIdentityNamesAllThatChangesAVector() throws IOException {
    String identity = ModelFolder.open(SMALL).identity();
    try (AgentLease plain = lease(Map.of());
        AgentLease changed = lease(Map.of("normalize", false, "query-prefix", "q: "))) {
      assertThat(plain.get(TextEncoder.class).identity())
          .isEqualTo(identity + "/float32/mean/64-tokens");
      assertThat(changed.get(TextEncoder.class).identity())
          .isEqualTo(
              String.format(
                  Locale.ROOT,
                  "queries %1$s/float32/mean/64-tokens/not-normalised/«q: »,"
                      + " passages %1$s/float32/mean/64-tokens/not-normalised",
                  identity));
    }
  }

  @Test
  void aVocabularyFileServesAsWell() throws IOException {
    Path folder = BertFolders.copyTo(temporary.resolve("vocabulary"));
    Files.delete(folder.resolve("tokenizer.json"));
    try (AgentLease vocabulary = lease(Map.of("model", folder.toString()));
        AgentLease json = lease(Map.of())) {
      assertThat(vocabulary.get(TextEncoder.class).encodePassages(TEXT))
          .isEqualTo(json.get(TextEncoder.class).encodePassages(TEXT));
    }
  }

  @Test
  void aTokenizerThatKnowsMoreThanTheModelIsRefused() throws IOException {
    Path folder =
        BertFolders.copyTo(
            temporary.resolve("more"),
            "tokenizer.json",
            json -> json.replace("\"study\": 116", "\"study\": 117"));
    assertRefused(
        Map.of("model", folder.toString()),
        folder.resolve("tokenizer.json")
            + " goes up to id 117 («study»), but the model's vocabulary has 117 rows, 0 to 116; take the"
            + " tokenizer and the weights from the same model");
  }

  @Test
  void aFolderWithoutATokenizerIsRefused() throws IOException {
    Path folder = BertFolders.copyTo(temporary.resolve("none"));
    Files.delete(folder.resolve("tokenizer.json"));
    Files.delete(folder.resolve("vocab.txt"));
    assertRefused(
        Map.of("model", folder.toString()),
        folder
            + " has no tokenizer.json or vocab.txt; it has config.json, model.safetensors,"
            + " tokenizer_config.json");
  }

  @Test
  void moreTokensThanTheModelReadsAreRefused() {
    assertRefused(
        Map.of("max-tokens", 65), "max-tokens is 65, but " + SMALL + " reads 64 at the most");
  }

  @Test
  void twoModelsOfDifferentDimensionsAreRefused() throws IOException {
    Path narrow = BertFolders.narrow(temporary.resolve("narrow"));
    assertRefused(
        Map.of("query-model", narrow.toString()),
        String.format(
            Locale.ROOT,
            "query-model %s/float32/mean/64-tokens makes 12 dimensions, but model %s/float32/mean/64-tokens makes 24; choose two models that were trained together",
            ModelFolder.open(narrow.toString()).identity(),
            ModelFolder.open(SMALL).identity()));
  }

  private static void assertRefused(Map<String, Object> settings, String message) {
    int before = Resources.inUse().size();
    assertThatThrownBy(
            () -> {
              try (AgentLease lease = lease(settings)) {
                lease.get(TextEncoder.class);
              }
            })
        .rootCause()
        .hasMessage(message);
    assertThat(Resources.inUse()).hasSize(before);
  }

  /** The small model with another norm, so with other vectors. */
  private Path otherModel() throws IOException {
    return BertFolders.copyTo(
        temporary.resolve("other"),
        "config.json",
        json -> json.replace("\"layer_norm_eps\": 1e-12", "\"layer_norm_eps\": 0.5"));
  }

  private static AgentLease lease(Map<String, Object> settings) {
    return AgentLease.of(first(settings));
  }

  private static AgentSpec first(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(Map.of("model", SMALL, "device", "cpu"));
    all.putAll(settings);
    return new AgentSpec(
        "encoder", List.of("tensorflow-encoder"), Map.of("tensorflow-encoder", all));
  }
}
