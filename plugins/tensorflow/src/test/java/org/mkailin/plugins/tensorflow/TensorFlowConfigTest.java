package org.mkailin.plugins.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mkailin.config.ConfigBinder;

class TensorFlowConfigTest {
  private final List<String> problems = new ArrayList<>();

  @Test
  void onlyTheModelMustBeNamed() {
    assertThat(bind(Map.of("model", "/models/llama")))
        .contains(
            new TensorFlowConfig(
                "/models/llama",
                Optional.empty(),
                "auto",
                PrecisionChoice.AUTO,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    bind(Map.of());
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("tensorflow: key 'model' is missing");
  }

  @Test
  void everyKeyIsRead() {
    assertThat(
            bind(
                Map.of(
                    "model",
                    "m",
                    "adapter",
                    "a",
                    "device",
                    "gpu:1",
                    "precision",
                    "bfloat16",
                    "aligned-copy",
                    true,
                    "threads",
                    2,
                    "rows",
                    16,
                    "max-tokens",
                    2048,
                    "top-k",
                    40,
                    "top-p",
                    0.9)))
        .contains(
            new TensorFlowConfig(
                "m",
                Optional.of("a"),
                "gpu:1",
                PrecisionChoice.BFLOAT16,
                true,
                Optional.of(2),
                Optional.of(16),
                Optional.of(2048),
                Optional.of(40),
                Optional.of(0.9)));
  }

  @Test
  void valuesOutOfRangeAreNamed() {
    bind(Map.of("model", "m", "device", "cuda"));
    bind(Map.of("model", "m", "threads", 0));
    bind(Map.of("model", "m", "rows", 0));
    bind(Map.of("model", "m", "max-tokens", 1));
    bind(Map.of("model", "m", "top-k", 0));
    bind(Map.of("model", "m", "top-p", 0));
    bind(Map.of("model", "m", "top-p", 1.5));
    assertThat(problems)
        .containsExactly(
            "tensorflow: device is 'cuda', but must be auto, cpu or gpu:N, such as gpu:0",
            "tensorflow: threads is 0, but must be at least 1",
            "tensorflow: rows is 0, but must be at least 1",
            "tensorflow: max-tokens is 1, but must be at least 2",
            "tensorflow: top-k is 0, but must be at least 1",
            "tensorflow: top-p is 0.0, but must be more than 0 and at most 1",
            "tensorflow: top-p is 1.5, but must be more than 0 and at most 1");
  }

  private Optional<TensorFlowConfig> bind(Map<String, Object> values) {
    return ConfigBinder.bind(TensorFlowConfig.class, values, "tensorflow", problems);
  }
}
