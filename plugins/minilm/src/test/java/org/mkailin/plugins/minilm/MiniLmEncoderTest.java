package org.mkailin.plugins.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mkailin.model.Embedding;

class MiniLmEncoderTest {
  private static MiniLmEncoder encoder;

  @BeforeAll
  static void open() throws Exception {
    encoder = MiniLmEncoder.open(new MiniLmConfig(256, 1));
  }

  @AfterAll
  static void close() throws Exception {
    encoder.close();
  }

  /** The similarities that sentence-transformers prints in its quick start, to its four digits. */
  @Test
  void agreesWithSentenceTransformers() {
    List<Embedding> vectors =
        encoder.encodePassages(
            List.of(
                "The weather is lovely today.",
                "It's so sunny outside!",
                "He drove to the stadium."));
    assertThat(vectors.get(0).dot(vectors.get(1))).isCloseTo(0.6660, within(5e-5));
    assertThat(vectors.get(0).dot(vectors.get(2))).isCloseTo(0.1046, within(5e-5));
    assertThat(vectors.get(1).dot(vectors.get(2))).isCloseTo(0.1411, within(5e-5));
  }

  @Test
  void aQuestionIsNearerToItsAnswerThanToAnotherSubject() {
    Embedding question =
        encoder.encodeQueries(List.of("Does papain speed up the cleaning of bedsores?")).get(0);
    List<Embedding> passages =
        encoder.encodePassages(
            List.of(
                "Topical papain shortens the debridement of pressure ulcers.",
                "Thiazide diuretics cause hyponatremia in one of twelve older patients."));
    assertThat(question.dot(passages.get(0))).isGreaterThan(question.dot(passages.get(1)) + 0.3);
  }

  @Test
  void questionsAndPassagesAreEncodedAlike() {
    List<String> text = List.of("Papain digests necrotic tissue.");
    assertThat(encoder.encodeQueries(text)).isEqualTo(encoder.encodePassages(text));
  }

  @Test
  void aTextIsReadUpToItsLastTokenThatFits() throws Exception {
    // «[CLS] papain … papain [SEP]»: papain is two WordPieces (pa, ##pain), so 3 of them fill 8.
    try (MiniLmEncoder eight = MiniLmEncoder.open(new MiniLmConfig(8, 1))) {
      Embedding three = eight.encodeQueries(List.of("papain papain papain")).get(0);
      Embedding longer = eight.encodeQueries(List.of("papain papain papain and more")).get(0);
      Embedding two = eight.encodeQueries(List.of("papain papain")).get(0);
      assertThat(longer).isEqualTo(three).isNotEqualTo(two);
    }
  }

  @Test
  void thePaddedLengthIsTheNextMultipleOfEight() {
    assertThat(Stream.of(1, 8, 9, 255, 256).map(MiniLmEncoder::paddedLength))
        .containsExactly(8, 8, 16, 256, 256);
  }

  @Test
  void theIdentityNamesWhatChangesAVector() {
    assertThat(encoder.identity()).isEqualTo("all-minilm-l6-v2/256-tokens");
    assertThat(encoder.dimensions()).isEqualTo(384);
  }

  @Test
  void moreThreadsGiveTheSameVectors() throws Exception {
    List<String> texts = List.of("Papain.", "papain and bromelain digest proteins ".repeat(40));
    try (MiniLmEncoder two = MiniLmEncoder.open(new MiniLmConfig(256, 2))) {
      assertThat(two.encodePassages(texts)).isEqualTo(encoder.encodePassages(texts));
    }
  }
}
