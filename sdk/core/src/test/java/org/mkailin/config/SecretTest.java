package org.mkailin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
  @Test
  void aFileIsReadAtTheMomentOfUse(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("key");
    Secret secret = new Secret("file:" + file);
    Files.writeString(file, "s3cret\n");
    assertThat(secret.reveal()).isEqualTo("s3cret");
  }

  @Test
  void aSecretIsNeverPrinted() {
    assertThat(new Secret("env:HOME")).hasToString("[REDACTED]");
  }

  @Test
  void aVariableThatIsNotSetIsNamed() {
    assertThatThrownBy(() -> new Secret("env:MKAILIN_NO_SUCH_VARIABLE").reveal())
        .hasMessage("environment variable MKAILIN_NO_SUCH_VARIABLE is not set");
  }
}
