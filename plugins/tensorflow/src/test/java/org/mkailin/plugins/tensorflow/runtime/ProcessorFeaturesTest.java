package org.mkailin.plugins.tensorflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorFeaturesTest {
  @TempDir Path folder;

  @Test
  void thoseThatMatterAreToldInTheirOrder() throws IOException {
    Path cpuinfo =
        Files.writeString(
            folder.resolve("cpuinfo"),
            """
            processor : 0
            flags\t\t: fpu amx_bf16 avx2 avx512f fma
            """);

    assertThat(ProcessorFeatures.in(cpuinfo)).containsExactly("avx2", "fma", "avx512f", "amx_bf16");
  }

  @Test
  void aSystemThatDoesNotTellHasNone() {
    assertThat(ProcessorFeatures.in(folder.resolve("absent"))).isEmpty();
  }

  @Test
  void bfloat16IsFasterWhereItHasInstructions() {
    assertThat(ProcessorFeatures.multipliesBfloat16(List.of("avx512_bf16"))).isTrue();
    assertThat(ProcessorFeatures.multipliesBfloat16(List.of("avx512f"))).isFalse();
  }
}
