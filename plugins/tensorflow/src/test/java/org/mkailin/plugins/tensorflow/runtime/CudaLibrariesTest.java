package org.mkailin.plugins.tensorflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CudaLibrariesTest {
  @Test
  void aLibraryOfTheSystemIsFoundByItsName() {
    assertThat(CudaLibraries.look("libc.so.6").missing()).isEmpty();
  }

  @Test
  void aLibraryThatIsNotThereIsMissingInTheLoadersWords() {
    assertThat(CudaLibraries.look("libnosuch.so.7").missing())
        .hasValueSatisfying(reason -> assertThat(reason).contains("libnosuch.so.7"));
  }

  @Test
  void theNextStepNamesAWayWithAndOneWithoutAnInstallation() {
    assertThat(CudaLibraries.NEXT_STEP).contains("LD_LIBRARY_PATH", "linux-x86_64-redist");
  }
}
