package org.mkailin.plugins.tensorflow.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mkailin.plugins.tensorflow.text.PromptTokenizer;

class StopsTest {
  private static PromptTokenizer tokenizer;

  @BeforeAll
  static void open() throws IOException {
    tokenizer = PromptTokenizer.open(DecoderFolders.folder("chat"), 320);
  }

  @AfterAll
  static void close() {
    tokenizer.close();
  }

  @Test
  void aTextEndsBeforeItsFirstStopThoughThatSpansTokens() {
    Stops stops = new Stops(List.of("zq!", "###"), tokenizer);
    Sequence sequence = say("Papain cleaves zq! and ### more", stops);
    assertThat(stops.cut(sequence)).isEqualTo("Papain cleaves ");
    // It was stopped at the token that completed the stop, not at the end.
    assertThat(tokenizer.decode(sequence.tokens())).isEqualTo("Papain cleaves zq!");
  }

  @Test
  void aTextWithoutAStopIsWhole() {
    Stops none = new Stops(List.of(), tokenizer);
    assertThat(none.cut(say("α and β 🧬 are whole", none))).isEqualTo("α and β 🧬 are whole");
  }

  @Test
  void aStopOfSeveralBytesIsFound() {
    Stops stops = new Stops(List.of("🧬"), tokenizer);
    assertThat(stops.cut(say("a helix 🧬 twice 🧬", stops))).isEqualTo("a helix ");
  }

  /** What comes of a model that would say {@code text}. */
  private static Sequence say(String text, Stops stops) {
    Sequence sequence = new Sequence(new int[] {1}, 100, Set.of(), stops, null);
    for (int token : tokenizer.encodeContinuation(text)) {
      sequence.add(token);
    }
    return sequence;
  }
}
