package org.mkailin.plugins.tensorflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tensorflow.exceptions.TFResourceExhaustedException;

class DeviceFullExceptionTest {
  @Test
  void whatCanNeverFitIsRefusedBeforeItIsTried() {
    // 2^50 bytes are 1,048,576 GiB.
    assertThatThrownBy(
            () -> DeviceFullException.check(Device.CPU, "llama-3", 1L << 50, "choose fewer rows"))
        .hasMessageStartingWith("llama-3 needs 1048576.00 GiB, but cpu has ")
        .hasMessageEndingWith(" GiB; choose fewer rows");
    assertThatCode(() -> DeviceFullException.check(Device.CPU, "llama-3", 1L << 20, "-"))
        .doesNotThrowAnyException();
  }

  @Test
  void aFullGpuIsToldWithWhatWasAskedAndWhatTensorFlowSaid() {
    assertThat(
            DeviceFullException.of(
                Device.gpu(1),
                "llama-3",
                16L << 30,
                "choose another device",
                new TFResourceExhaustedException("OOM when allocating tensor\nin layer 3")))
        .hasMessage(
            "gpu:1 is full: llama-3 needs 16.00 GiB, and others hold memory as well; "
                + "choose another device (TensorFlow said: OOM when allocating tensor)");
  }
}
