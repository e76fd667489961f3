package org.mkailin.plugins.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.http.ContentTooLongException;
import org.junit.jupiter.api.Test;

class FaultTest {
  @Test
  void anAnswerThatIsTooLargeIsAskedForInPartsAndNotAgain() {
    // As the client wraps what its threads throw.
    Fault fault =
        Fault.of(new IOException("wrapped", new ContentTooLongException("100 MB and more")));
    assertThat(fault.tooLarge()).isTrue();
    assertThat(fault.passes()).isFalse();
    assertThat(fault.explained()).contains("100 MB and more").contains("ask for fewer contexts");
  }
}
