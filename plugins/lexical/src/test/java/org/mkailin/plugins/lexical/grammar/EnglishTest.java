package org.mkailin.plugins.lexical.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EnglishTest {
  private static English english;

  @BeforeAll
  static void load() throws IOException {
    english = English.load();
  }

  @AfterAll
  static void close() {
    english.close();
  }

  @Test
  void aSentenceComesWithoutItsNumber() {
    assertThat(english.sentences("1. Papain was given to rats. 2. The wounds healed in 9 days."))
        .containsExactly("Papain was given to rats.", "The wounds healed in 9 days.");
  }

  @Test
  void theNoteOfATruncatedAbstractIsNoSentence() {
    assertThat(english.sentences("The wounds healed.(ABSTRACT TRUNCATED AT 250 WORDS)"))
        .containsExactly("The wounds healed.");
  }
}
