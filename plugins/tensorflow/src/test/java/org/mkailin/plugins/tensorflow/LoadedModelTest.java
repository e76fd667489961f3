package org.mkailin.plugins.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.Outcome;
import org.mkailin.model.GenerationRequest;
import org.mkailin.model.GenerationRequest.Message;
import org.mkailin.model.TextGenerator;
import org.mkailin.model.TextScorer;
import org.mkailin.plugins.tensorflow.decoder.DecoderFolders;
import org.mkailin.runtime.AgentLease;
import org.mkailin.runtime.Resources;

class LoadedModelTest {
  private static final String CHAT = DecoderFolders.folder("chat").toString();

  @TempDir Path temporary;

  @Test
  void agentsOnOneFolderShareItsWeightsAndKeepTheirOwnSettings() {
    int before = Resources.inUse().size();
    try (AgentLease general = lease("general", Map.of("model", CHAT, "rows", 2));
        AgentLease evaluator = lease("evaluator", Map.of("model", CHAT, "rows", 5, "top-k", 3))) {
      List<Outcome<String>> texts = general.get(TextGenerator.class).process(List.of(request()));
      assertThat(Resources.inUse()).hasSize(before + 1);
      evaluator.get(TextScorer.class);
      assertThat(Resources.inUse()).as("the same weights").hasSize(before + 1);
      assertThat(evaluator.get(TextGenerator.class).process(List.of(request()))).isEqualTo(texts);
      assertThat(evaluator.get(TextGenerator.class).identity())
          .isEqualTo(general.get(TextGenerator.class).identity())
          .matches("chat-[0-9a-f]{12}/float32");
    }
    assertThat(Resources.inUse()).as("closed with the last agent").hasSize(before);
  }

  @Test
  void anotherPrecisionIsAnotherModel() {
    try (AgentLease exact = lease("general", Map.of("model", CHAT));
        AgentLease half = lease("domain", Map.of("model", CHAT, "precision", "bfloat16"))) {
      int before = Resources.inUse().size();
      exact.get(TextGenerator.class);
      assertThat(half.get(TextGenerator.class).identity()).endsWith("/bfloat16");
      assertThat(Resources.inUse()).hasSize(before + 2);
    }
  }

  @Test
  void anAlignedCopySaysTheSame() throws IOException {
    System.setProperty("mkailin.cache", temporary.toString());
    try (AgentLease plain = lease("general", Map.of("model", CHAT));
        AgentLease mapped = lease("domain", Map.of("model", CHAT, "aligned-copy", true))) {
      TextGenerator read = plain.get(TextGenerator.class);
      assertThat(mapped.get(TextGenerator.class).process(List.of(request())))
          .isEqualTo(read.process(List.of(request())));
      assertThat(temporary.resolve("aligned-" + read.identity().replace("/float32", "")))
          .isDirectoryContaining(entry -> entry.endsWith("chat"));
    } finally {
      System.clearProperty("mkailin.cache");
    }
  }

  @Test
  void aTokenizerThatDoesNotFitIsNamedWithItsToken() throws IOException {
    Path folder = copyOfChat();
    Path config = folder.resolve("config.json");
    Files.writeString(
        config, Files.readString(config).replaceAll("\"vocab_size\": \\d+", "\"vocab_size\": 100"));
    assertFails(Map.of("model", folder.toString()))
        .hasMessageContaining(folder.resolve("tokenizer.json").toString())
        .hasMessageContaining("the model's vocabulary has 100 rows")
        .hasMessageContaining("agent 'general' (plugins [tensorflow])");
  }

  @Test
  void anEncoderIsRefusedWithThePluginToUse() throws IOException {
    Path folder = copyOfChat();
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"model_type": "bert", "vocab_size": 320, "hidden_size": 32, "num_hidden_layers": 1,
         "num_attention_heads": 2, "intermediate_size": 40, "max_position_embeddings": 64,
         "type_vocab_size": 2, "hidden_act": "gelu"}
        """);
    assertFails(Map.of("model", folder.toString()))
        .hasMessageContaining("holds an encoder (bert)")
        .hasMessageContaining("tensorflow-encoder");
  }

  @Test
  void moreTokensThanTheModelReadsAreRefused() {
    assertFails(Map.of("model", CHAT, "max-tokens", 4096))
        .hasMessageContaining("max-tokens is 4096")
        .hasMessageContaining("reads 512 at the most");
  }

  private static AbstractThrowableAssert<?, ?> assertFails(Map<String, Object> settings) {
    return assertThatThrownBy(
        () -> {
          try (AgentLease lease = lease("general", settings)) {
            lease.get(TextGenerator.class);
          }
        });
  }

  private Path copyOfChat() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("copy"));
    for (String file :
        List.of("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json")) {
      Files.copy(Path.of(CHAT, file), folder.resolve(file));
    }
    return folder;
  }

  private static AgentLease lease(String name, Map<String, Object> settings) {
    Map<String, Object> onCpu = new HashMap<>(settings);
    onCpu.put("device", "cpu");
    return AgentLease.of(new AgentSpec(name, List.of("tensorflow"), Map.of("tensorflow", onCpu)));
  }

  private static GenerationRequest request() {
    return new GenerationRequest(
        List.of(new Message("user", "What does papain do?")), 12, List.of(), 0, 1);
  }
}
