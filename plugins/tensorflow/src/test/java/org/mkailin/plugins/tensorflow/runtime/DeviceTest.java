package org.mkailin.plugins.tensorflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;

class DeviceTest {
  @Test
  void devicesAreReadFromTheirNames() {
    assertThat(Device.find("cpu", OptionalInt.empty())).isEqualTo(Device.CPU).hasToString("cpu");
    assertThat(Device.find("auto", OptionalInt.empty()).isGpu())
        .isEqualTo(!TensorFlowRuntime.gpus().isEmpty());
  }

  @Test
  void otherNamesAreRefused() {
    for (String name : new String[] {"cuda", "gpu", "gpu:-1", "GPU:0", ""}) {
      assertThatThrownBy(() -> Device.check(name))
          .hasMessage("device is '" + name + "', but must be auto, cpu or gpu:N, such as gpu:0");
    }
  }

  @Test
  void aGpuThatIsNotThereIsToldSo() {
    int none = TensorFlowRuntime.gpus().size();
    try (Graph graph = TensorFlowRuntime.graph()) {
      assertThatThrownBy(() -> Device.find("gpu:" + none, OptionalInt.empty()))
          .hasMessageContaining("device is gpu:" + none + ", but TensorFlow found");
      assertThatThrownBy(
              () ->
                  TensorFlowRuntime.session(
                      graph, Device.gpu(none), OptionalInt.empty(), Precision.FLOAT32))
          .hasMessageContaining("device is gpu:" + none + ", but TensorFlow found")
          .hasMessageContaining("mkailin doctor");
    }
  }

  @Test
  void threadsOfTheProcessAreOneNumber() {
    try (Graph graph = TensorFlowRuntime.graph()) {
      TensorFlowRuntime.session(graph, Device.CPU, OptionalInt.empty(), Precision.FLOAT32).close();
      assertThatThrownBy(
              () ->
                  TensorFlowRuntime.session(
                      graph, Device.CPU, OptionalInt.of(1000), Precision.FLOAT32))
          .hasMessageContaining("threads is 1000, but TensorFlow runs in this process with");
    }
  }
}
