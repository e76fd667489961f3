package org.mkailin.plugins.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mkailin.config.ConfigBinder;
import org.mkailin.plugins.tensorflow.encoder.Pooling;
import org.mkailin.plugins.tensorflow.runtime.Precision;

class TensorFlowEncoderConfigTest {
  private final List<String> problems = new ArrayList<>();

  @Test
  void aFolderIsEnough() {
    assertThat(bind(Map.of("model", "/models/bge")))
        .contains(
            new TensorFlowEncoderConfig(
                "/models/bge",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                "auto",
                Precision.FLOAT32,
                Optional.empty()));
  }

  @Test
  void everyKeyIsRead() {
    assertThat(
            bind(
                Map.of(
                    "model", "/models/articles",
                    "query-model", "/models/queries",
                    "query-prefix", "query: ",
                    "passage-prefix", "passage: ",
                    "pooling", "cls",
                    "normalize", false,
                    "max-tokens", 64,
                    "device", "gpu:1",
                    "precision", "bfloat16",
                    "threads", 4)))
        .contains(
            new TensorFlowEncoderConfig(
                "/models/articles",
                Optional.of("/models/queries"),
                Optional.of("query: "),
                Optional.of("passage: "),
                Optional.of(Pooling.CLS),
                false,
                Optional.of(64),
                "gpu:1",
                Precision.BFLOAT16,
                Optional.of(4)));
  }

  @Test
  void valuesOutOfRangeAreNamed() {
    bind(Map.of("model", "m", "max-tokens", 2));
    bind(Map.of("model", "m", "threads", 0));
    bind(Map.of("model", "m", "device", "tpu"));
    bind(Map.of("model", "m", "pooling", "first"));
    assertThat(problems)
        .containsExactly(
            "encoder: max-tokens is 2, but must be at least 3",
            "encoder: threads is 0, but must be at least 1",
            "encoder: device is 'tpu', but must be auto, cpu or gpu:N, such as gpu:0",
            "encoder.pooling: 'first' is not one of cls, mean, max");
  }

  private Optional<TensorFlowEncoderConfig> bind(Map<String, ?> values) {
    return ConfigBinder.bind(TensorFlowEncoderConfig.class, values, "encoder", problems);
  }
}
