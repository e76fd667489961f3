package org.mkailin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.plugins.tensorflow.runtime.Precision;

class SpeedsTest {
  private static final int NEW_TOKENS = 4;

  @TempDir Path temp;

  @Test
  void twoProcessesOfOneKindComputeTheSame() throws IOException {
    List<Task> tasks =
        List.of(new Task(Task.Kind.ENCODE, 16, 2), new Task(Task.Kind.DECODE, 16, 2));
    Speeds speeds =
        new Speeds(
            Models.Size.TINY,
            tasks,
            Peer.worker(),
            Optional.of(Peer.worker()),
            /* rounds= */ 2,
            /* seconds= */ 0,
            NEW_TOKENS);

    List<Line> lines = speeds.measure(settings());

    assertThat(speeds.about()).hasSize(2).allMatch(about -> about.startsWith("mkailin on Tensor"));
    assertThat(lines)
        .extracting(line -> line.cells().get(0))
        .containsExactly("encoder", "decoder", "decoder, prompt included");
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.difference()).hasValue(0.0);
              assertThat(line.rate()).isFinite();
              assertThat(line.ratio()).hasValueSatisfying(ratio -> assertThat(ratio).isFinite());
            });
  }

  @Test
  void aProcessThatDoesNotStartIsNamed() throws IOException {
    List<String> noSuchProgram =
        List.of(Peer.worker().get(0), "-cp", System.getProperty("java.class.path"), "no.Such");
    try (Peer peer = Peer.start(noSuchProgram, settings())) {
      assertThatThrownBy(peer::about)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no.Such");
    }
  }

  private Peer.Settings settings() throws IOException {
    return new Peer.Settings(
        1,
        Precision.FLOAT32,
        Optional.of(Models.Size.TINY.encoderIn(temp).path().toString()),
        Optional.of(Models.Size.TINY.decoderIn(temp).path().toString()));
  }
}
