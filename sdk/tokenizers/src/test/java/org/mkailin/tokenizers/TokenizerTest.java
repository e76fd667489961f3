package org.mkailin.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fixture knows «papain digests necrotic tissue» as 2 to 5, and puts {@code <s>}, 1, first. */
class TokenizerTest {
  @TempDir Path folder;

  @Test
  void aTextStandsBehindItsSpecialTokenOrWithoutIt() throws Exception {
    try (Tokenizer tokenizer = open(Tokenizer.UNLIMITED)) {
      assertThat(tokenizer.encode("papain digests what")).isEqualTo(tokens(1, 2, 3, 0));
      assertThat(tokenizer.encodeWithoutSpecialTokens("papain digests")).isEqualTo(tokens(2, 3));
      assertThat(tokenizer.encodeWithoutSpecialTokens("papain<end>")).isEqualTo(tokens(2, 6));
      assertThat(tokenizer.encode("")).isEqualTo(tokens(1));
      assertThat(tokenizer.encodeWithoutSpecialTokens("")).isEqualTo(tokens());
    }
  }

  @Test
  void theFilesOwnCuttingAndPaddingAreSwitchedOff() throws Exception {
    // The fixture says: cut to 3, pad to 16.
    try (Tokenizer tokenizer = open(Tokenizer.UNLIMITED)) {
      assertThat(tokenizer.encode("papain digests necrotic tissue"))
          .isEqualTo(tokens(1, 2, 3, 4, 5));
    }
  }

  @Test
  void aTextThatIsCutSaysSo() throws Exception {
    try (Tokenizer tokenizer = open(3)) {
      assertThat(tokenizer.encode("papain digests")).isEqualTo(tokens(1, 2, 3));
      assertThat(tokenizer.encode("papain digests necrotic"))
          .isEqualTo(Tokens.of(new int[] {1, 2, 3}, true));
    }
  }

  @Test
  void aMaximumThatLeavesNoRoomForTextIsRefused() {
    assertThatThrownBy(() -> open(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the most tokens of a text is 1, but the special ones alone are 1");
  }

  @Test
  void decodingLeavesOutSpecialTokensAndIdsWithoutAToken() throws Exception {
    try (Tokenizer tokenizer = open(Tokenizer.UNLIMITED)) {
      assertThat(tokenizer.decode(new int[] {1, 2, 3, 6, 7, 4_000_000}))
          .isEqualTo("papain digests");
      assertThat(tokenizer.decode(new int[0])).isEmpty();
    }
  }

  @Test
  void theVocabularyCountsAddedTokens() throws Exception {
    try (Tokenizer tokenizer = open(Tokenizer.UNLIMITED)) {
      Vocabulary vocabulary = tokenizer.vocabulary();
      // Six of the model, 0 to 5, of which <s> is added once more, and <end>.
      assertThat(vocabulary.size()).isEqualTo(7);
      assertThat(vocabulary.highestId()).isEqualTo(6);
      assertThat(vocabulary.highestToken()).isEqualTo("<end>");
      assertThat(vocabulary.id("<s>")).hasValue(1);
      assertThat(vocabulary.id("</s>")).isEmpty();
    }
  }

  @Test
  void halfACharacterIsAnUnknownTokenAndNoCrash() throws Exception {
    try (Tokenizer tokenizer = open(Tokenizer.UNLIMITED)) {
      assertThat(tokenizer.encode("papain \ud83e digests")).isEqualTo(tokens(1, 2, 0, 3));
      assertThat(tokenizer.encode("papain \0 digests")).isEqualTo(tokens(1, 2, 0, 3));
    }
  }

  @Test
  void eightThreadsGetTheSameTokens() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Tokenizer tokenizer = open(64)) {
      List<Future<Tokens>> results =
          IntStream.range(0, 400)
              .mapToObj(i -> threads.submit(() -> tokenizer.encode("papain ".repeat(i % 100))))
              .toList();
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get().count()).isEqualTo(Math.min(64, 1 + i % 100));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("tokenizer.json");
    assertThatThrownBy(() -> Tokenizer.open(missing, Tokenizer.UNLIMITED))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(missing + ": a tokenizer was expected here");
  }

  @Test
  void aDamagedFileIsNamedWithThePlace() throws Exception {
    Path cut = folder.resolve("tokenizer.json");
    Files.writeString(cut, "{\n \"model\": {\"vocab\": {\"a\": 0, \"b");
    assertThatThrownBy(() -> Tokenizer.open(cut, Tokenizer.UNLIMITED))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(cut + " is damaged at line 2, column ")
        .hasMessageEndingWith("fetch the file again");
  }

  @Test
  void jsonThatIsNoTokenizerIsRefused() {
    assertThatThrownBy(() -> openText("[]")).hasMessageContaining("does not begin with «{»");
    assertThatThrownBy(() -> openText("{\"hidden_size\": 64}"))
        .hasMessage(
            "some.json is no tokenizer: it has no tokens under model.vocab nor added_tokens");
    assertThatThrownBy(() -> openText("{\"model\": {\"type\": \"Oracle\", \"vocab\": {\"a\": 0}}}"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("some.json is not a tokenizer that Hugging Face's library");
  }

  @Test
  void anAddedTokenThatIsEncodedWithAnotherIdIsRefused() throws Exception {
    try (InputStream file = TokenizerTest.class.getResourceAsStream("tokenizer.json")) {
      String json = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      assertThatThrownBy(() -> openText(json.replace("\"id\": 6", "\"id\": 9")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("some.json gives the added token «<end>» id 9")
          .hasMessageContaining("it is encoded as 6");
    }
  }

  @Test
  void aClosedTokenizerSaysSoAndMayBeClosedAgain() throws Exception {
    Tokenizer tokenizer = open(Tokenizer.UNLIMITED);
    tokenizer.close();
    tokenizer.close();
    assertThatThrownBy(() -> tokenizer.encode("papain"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the tokenizer is closed");
  }

  @Test
  void theSystemPropertiesAreAsBefore() throws Exception {
    open(8).close();
    for (String property : List.of("RUST_FLAVOR", "ENGINE_CACHE_DIR", "ai.djl.offline")) {
      assertThat(System.getProperty(property)).as(property).isNull();
    }
  }

  private static Tokenizer open(int maxTokens) throws IOException {
    try (InputStream file = TokenizerTest.class.getResourceAsStream("tokenizer.json")) {
      return Tokenizer.open(file, "tokenizer.json", maxTokens);
    }
  }

  private static Tokenizer openText(String json) throws IOException {
    return Tokenizer.open(
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
        "some.json",
        Tokenizer.UNLIMITED);
  }

  private static Tokens tokens(int... ids) {
    return Tokens.of(ids, false);
  }
}
