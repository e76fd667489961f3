package org.mkailin.plugins.tensorflow.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models with and without an adapter; the weight w is [6, 4], the adapter's rank 2. */
class ModelFolderTest {
  private static final String A = "base_model.model.w.lora_A.weight";
  private static final String B = "base_model.model.w.lora_B.weight";

  @TempDir Path temporary;
  private Path base;
  private Path lora;

  @BeforeEach
  void write() throws IOException {
    base = temporary.resolve("base");
    lora = temporary.resolve("lora");
    writeBase(base, 1);
    config("\"base_model_name_or_path\":\"../base\"");
    new TinyWeights().with(A, 0, 2, 4).with(B, 0, 6, 2).write(adapterFile());
  }

  static void writeBase(Path folder, float first) throws IOException {
    new TinyWeights()
        .with("w.weight", first, 6, 4)
        .with("v.weight", 0, 3000)
        .write(folder.resolve("model.safetensors"));
    Files.writeString(
        folder.resolve("config.json"),
        "{\"model_type\":\"llama\",\"vocab_size\":100,\"hidden_size\":64,\"num_hidden_layers\":4,"
            + "\"num_attention_heads\":8,\"intermediate_size\":128,\"rms_norm_eps\":1e-5,"
            + "\"max_position_embeddings\":512,\"eos_token_id\":2}");
  }

  @Test
  void aModelFolderIsOneModel() {
    ModelFolder model = ModelFolder.open(base.toString());
    assertThat(model.path()).isEqualTo(base);
    assertThat(model.config().architecture()).isEqualTo("llama");
    assertThat(model.checkpoint().names()).containsExactly("w.weight", "v.weight");
    assertThat(model.generationDefaults().endTokens()).containsExactly(2);
    assertThat(model.adapter()).isEmpty();
    assertThat(model.file("config.json")).isPresent();
    assertThat(model.file("tokenizer.json")).isEmpty();
    assertThat(ModelFolder.open(base.toUri().toString().replace("file:/", "file:///")).path())
        .isEqualTo(base);
  }

  @Test
  void anAdapterFolderOpensTheBaseThatItNames() {
    ModelFolder model = ModelFolder.open(lora.toString());
    assertThat(model.path()).isEqualTo(base);
    LoraAdapter adapter = model.adapter().orElseThrow();
    assertThat(adapter.baseModel()).contains("../base");
    assertThat(adapter.adapts("w.weight")).isTrue();
    assertThat(adapter.adapts("v.weight")).isFalse();
    assertThat(adapter.down("w.weight").shape()).containsExactly(2L, 4L);
    assertThat(adapter.up("w.weight").shape()).containsExactly(6L, 2L);
    assertThat(adapter.weights()).containsExactly("w.weight");
    // lora_alpha 8 / r 2
    assertThat(adapter.scale()).isEqualTo(4);
  }

  @Test
  void anAdapterGoesUponAModel() {
    ModelFolder model = ModelFolder.open(base.toString()).withAdapter(lora.toString());
    assertThat(model.adapter()).isPresent();
    assertThatThrownBy(() -> model.withAdapter(lora.toString()))
        .hasMessageContaining("already has the adapter " + lora);
  }

  @Test
  void anAdapterInTorchFormIsTheSame() throws IOException {
    Files.delete(adapterFile());
    Files.write(lora.resolve("adapter_model.bin"), TorchFileTest.bytes("lora.bin"));
    LoraAdapter adapter = ModelFolder.open(lora.toString()).adapter().orElseThrow();
    assertThat(TinyWeights.floats(adapter.down("w.weight")))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void rankStabilisedScaleIsByTheRoot() throws IOException {
    config("\"use_rslora\":true");
    // 8 / √2
    assertThat(LoraAdapter.open(lora).scale()).isCloseTo(5.656854249, within(1e-9));
  }

  @Test
  void aBaseThatIsNoFolderHereSaysWhatToSet() throws IOException {
    config("\"base_model_name_or_path\":\"meta-llama/Meta-Llama-3-8B\"");
    assertRefused()
        .hasMessageContaining("names 'meta-llama/Meta-Llama-3-8B' as its base")
        .hasMessageContaining("set `model` to the folder of that base and `adapter` to " + lora);
  }

  @Test
  void aFolderThatDoesNotExistIsNamed() {
    assertThatThrownBy(() -> ModelFolder.open(temporary + "/nowhere"))
        .isInstanceOf(ModelFolderException.class)
        .hasMessageContaining("model folder '" + temporary + "/nowhere' does not exist");
  }

  @Test
  void aFolderOfBothModelAndAdapterIsRefused() throws IOException {
    Files.copy(lora.resolve("adapter_config.json"), base.resolve("adapter_config.json"));
    assertThatThrownBy(() -> ModelFolder.open(base.toString()))
        .hasMessageContaining(base + " holds both a model and adapter_config.json");
  }

  @Test
  void anAdapterWithoutABaseTensorIsRefusedByName() throws IOException {
    String elsewhere = "base_model.model.u.lora_A.weight";
    new TinyWeights()
        .with(elsewhere, 0, 2, 4)
        .with(elsewhere.replace("_A", "_B"), 0, 6, 2)
        .write(adapterFile());
    assertRefused()
        .hasMessageContaining("adapter tensor '" + elsewhere + "' in " + adapterFile())
        .hasMessageContaining("adapts 'u.weight', which the base model does not have")
        .hasMessageContaining("is " + base + " the base that it was trained on?");
  }

  @Test
  void anAdapterOfAnotherShapeIsRefusedByName() throws IOException {
    new TinyWeights().with(A, 0, 2, 5).with(B, 0, 6, 2).write(adapterFile());
    assertRefused()
        .hasMessageContaining("adapter tensor '" + A + "'")
        .hasMessageContaining("adapts a weight of shape [6, 5], but 'w.weight' in " + base)
        .hasMessageContaining("has [6, 4]");
  }

  @Test
  void anAdapterOfAnotherRankIsRefusedByName() throws IOException {
    new TinyWeights().with(A, 0, 3, 4).with(B, 0, 6, 3).write(adapterFile());
    assertRefused()
        .hasMessageContaining("adapter tensor '" + A + "'")
        .hasMessageContaining("has shape [3, 4], but r is 2, so it must be [2, in]");
  }

  @Test
  void anAWithoutItsBIsRefusedByName() throws IOException {
    new TinyWeights().with(A, 0, 2, 4).write(adapterFile());
    assertRefused().hasMessageContaining(lora + " has no tensor '" + B + "'");
  }

  @Test
  void anotherTensorInAnAdapterIsRefusedByName() throws IOException {
    String saved = "base_model.model.lm_head.weight";
    new TinyWeights().with(A, 0, 2, 4).with(B, 0, 6, 2).with(saved, 0, 3).write(adapterFile());
    assertRefused().hasMessageContaining("adapter tensor '" + saved + "' in " + adapterFile());
  }

  @Test
  void anAdapterWithoutTensorsIsRefused() throws IOException {
    new TinyWeights().write(adapterFile());
    assertRefused().hasMessageContaining("adapter " + lora + " has no tensors");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"use_dora\":true",
        "\"fan_in_fan_out\":true",
        "\"modules_to_save\":[\"lm_head\"]",
        "\"rank_pattern\":{\"q_proj\":4}",
        "\"alpha_pattern\":{\"q_proj\":4}",
        "\"layer_replication\":[[0,2]]",
        "\"trainable_token_indices\":[1]"
      })
  void whatChangesTheSumIsRefusedByName(String setting) throws IOException {
    config(setting);
    String key = setting.substring(1, setting.indexOf("\":"));
    assertRefused()
        .hasMessageContaining("adapter_config.json has " + key + " ")
        .hasMessageContaining("which is not supported; merge the adapter into its base");
  }

  @Test
  void settingsThatAreOffAreNoReasonToRefuse() throws IOException {
    config("\"use_dora\":false,\"modules_to_save\":null,\"rank_pattern\":{},\"bias\":\"none\"");
    assertThat(LoraAdapter.open(lora).scale()).isEqualTo(4);
  }

  @Test
  void otherKindsOfAdapterAreRefusedByName() throws IOException {
    config("\"bias\":\"all\"");
    assertRefused().hasMessageContaining("has bias 'all', which is not supported; supported: none");
    config("\"init_lora_weights\":\"pissa\"");
    assertRefused().hasMessageContaining("init_lora_weights 'pissa', which changes the base");
    Files.writeString(
        lora.resolve("adapter_config.json"), "{\"peft_type\":\"IA3\",\"r\":2,\"lora_alpha\":8}");
    assertRefused()
        .hasMessageContaining("peft_type 'IA3', which is not supported; supported: LORA");
  }

  @Test
  void identityIsTheSameForTheSameContents() throws IOException {
    String identity = ModelFolder.open(base.toString()).identity();
    assertThat(identity).matches("base-[0-9a-f]{12}");
    Path elsewhere = temporary.resolve("other/base");
    writeBase(elsewhere, 1);
    assertThat(ModelFolder.open(elsewhere.toString()).identity()).isEqualTo(identity);
  }

  @Test
  void identityTellsCheckpointsOfTheSameShapeApart() throws IOException {
    String identity = ModelFolder.open(base.toString()).identity();
    writeBase(base, 2);
    assertThat(ModelFolder.open(base.toString()).identity()).isNotEqualTo(identity);
  }

  @Test
  void identityTellsAConfigurationApart() throws IOException {
    String identity = ModelFolder.open(base.toString()).identity();
    Path config = base.resolve("config.json");
    Files.writeString(config, Files.readString(config).replace("1e-5", "1e-6"));
    assertThat(ModelFolder.open(base.toString()).identity()).isNotEqualTo(identity);
  }

  @Test
  void identityHasTheAdapterInIt() throws IOException {
    ModelFolder model = ModelFolder.open(base.toString());
    String adapted = model.withAdapter(lora.toString()).identity();
    assertThat(adapted).matches("base\\+lora-[0-9a-f]{12}");
    assertThat(adapted).isNotEqualTo(model.identity());
    new TinyWeights().with(A, 1, 2, 4).with(B, 0, 6, 2).write(adapterFile());
    assertThat(model.withAdapter(lora.toString()).identity()).isNotEqualTo(adapted);
  }

  private Path adapterFile() {
    return lora.resolve("adapter_model.safetensors");
  }

  /** An adapter of rank 2 with lora_alpha 8, and this. */
  private void config(String more) throws IOException {
    Files.createDirectories(lora);
    Files.writeString(
        lora.resolve("adapter_config.json"),
        String.format(
            Locale.ROOT,
            "{\"peft_type\":\"LORA\",\"r\":2,\"lora_alpha\":8,%s%s}",
            more.contains("base_model") ? "" : "\"base_model_name_or_path\":\"../base\",",
            more));
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused() {
    return assertThatThrownBy(() -> ModelFolder.open(lora.toString()))
        .isInstanceOf(ModelFolderException.class);
  }

  @Test
  void whatIsNoFolderIsToldForWhatItIs(@TempDir Path somewhere) throws IOException {
    assertThatThrownBy(() -> ModelFolder.open(" "))
        .isInstanceOf(ModelFolderException.class)
        .hasMessageContaining("name is blank");
    Path file = Files.writeString(somewhere.resolve("config.json"), "{}");
    assertThatThrownBy(() -> ModelFolder.open(file.toString()))
        .hasMessage("'%s' is a file; name the folder that it lies in, %s", file, somewhere);
    assertThatThrownBy(() -> ModelFolder.open("https://huggingface.co/org/model"))
        .hasMessageContaining("is a web page; download the model first");
  }
}
