package org.mkailin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.plugins.tensorflow.runtime.Gpu;
import org.mkailin.plugins.tensorflow.runtime.Precision;
import org.mkailin.plugins.tensorflow.runtime.TensorFlowRuntime;

class GpuCheckTest {
  private static final long GIBIBYTE = 1L << 30;

  @TempDir Path temp;

  @Test
  void theCpuAgreesWithItself() {
    StringWriter out = new StringWriter();

    int exitCode =
        GpuCheck.run(
            new PrintWriter(out),
            "--device=cpu",
            "--size=tiny",
            "--models=" + temp,
            "--batches=1,2",
            "--seconds=0");

    assertThat(exitCode).as(out.toString()).isZero();
    assertThat(out.toString())
        .containsPattern("\\| float32 +\\| 0.0e\\+00 +\\| 0.0e\\+00 +\\| 32 of 32 +\\| yes")
        .containsPattern("\\| bfloat16 ")
        .contains("All is right.");
    // Encoder and decoder with and without its prompt, two formats, two batches.
    assertThat(out.toString().lines().filter(line -> line.matches("\\| (en|de)coder.*/s.*")))
        .hasSize(3 * 2 * 2);
  }

  @Test
  void withoutAGpuItSaysSoAndFails() {
    assumeTrue(TensorFlowRuntime.gpus().isEmpty(), "this machine has a GPU");
    StringWriter out = new StringWriter();

    int exitCode = GpuCheck.run(new PrintWriter(out), "--models=" + temp);

    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString()).contains("--device cpu --size tiny");
  }

  @Test
  void theLargestModelThatFitsIsChosen() throws IOException {
    // 8 thousand million weights are 15 GiB in bfloat16; a third of the memory stays free.
    assertThat(ModelFit.bytes(Models.Size.B8, Precision.BFLOAT16) / (double) GIBIBYTE)
        .isCloseTo(14.96, within(0.01));
    assertThat(ModelFit.fits(Models.Size.B8, Precision.BFLOAT16, gpuOf(24))).isTrue();
    assertThat(ModelFit.fits(Models.Size.B8, Precision.BFLOAT16, gpuOf(16))).isFalse();
    assertThat(ModelFit.fits(Models.Size.B8, Precision.FLOAT32, gpuOf(24))).isFalse();
    assertThat(ModelFit.largest(gpuOf(3), temp)).isEqualTo(Models.Size.M125);
    assertThat(ModelFit.largest(Optional.empty(), temp)).isEqualTo(Models.Size.M125);
  }

  private static Optional<Gpu> gpuOf(int gibibytes) {
    return Optional.of(new Gpu(0, "a GPU", gibibytes * GIBIBYTE));
  }
}
