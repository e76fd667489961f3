package org.mkailin.plugins.tensorflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativeBuildTest {
  @Test
  void itIsForGpusExactlyWhereTheGpuJarIsOnTheClassPath() {
    boolean gpuJar =
        NativeBuild.class
                .getClassLoader()
                .getResource("org/tensorflow/internal/c_api/linux-x86_64-gpu/LICENSE")
            != null;

    assertThat(NativeBuild.loaded().forGpus()).isEqualTo(gpuJar);
  }

  @Test
  void itSaysItsVersionAndWhereItWasUnpacked() {
    assertThat(NativeBuild.loaded().version()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(NativeBuild.loaded().unpackedTo()).isDirectory();
  }
}
