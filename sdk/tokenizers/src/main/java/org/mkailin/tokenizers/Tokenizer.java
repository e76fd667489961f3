package org.mkailin.tokenizers;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A tokenizer of Hugging Face's Rust library, which is loaded from its jar without any network.
 *
 * <p>Texts are never padded, and cut only to the maximum given here: what the file itself says
 * about either is how somebody's training batches were made, and is switched off.
 *
 * <p>Thread-safe. Close it once, after the last use.
 */
public final class Tokenizer implements AutoCloseable {
  /** A maximum that no text reaches. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  private static final long CLOSED = 0;

  // Spoken to directly: DJL's own wrapper also copies each token's text, span and masks out of the
  // native library, which costs as much again as the tokenizing.
  private final TokenizersLibrary library = TokenizersLibrary.LIB;
  private final AtomicLong handle;
  private final Vocabulary vocabulary;

  private Tokenizer(long handle, Vocabulary vocabulary) {
    this.handle = new AtomicLong(handle);
    this.vocabulary = vocabulary;
  }

  /**
   * Opens a {@code tokenizer.json}.
   *
   * @param maxTokens the most tokens of a text that are kept, special ones counted; or {@link
   *     #UNLIMITED}
   * @throws IOException if the file is missing, damaged or no tokenizer
   * @throws IllegalArgumentException if {@code maxTokens} leaves no room for text
   */
  public static Tokenizer open(Path tokenizerJson, int maxTokens) throws IOException {
    requireFile(tokenizerJson);
    return open(Files.readAllBytes(tokenizerJson), tokenizerJson.toString(), maxTokens);
  }

  /**
   * Opens a {@code tokenizer.json} from a stream, which the caller closes.
   *
   * @param name what an error calls the stream
   * @see #open(Path, int)
   */
  public static Tokenizer open(InputStream tokenizerJson, String name, int maxTokens)
      throws IOException {
    return open(tokenizerJson.readAllBytes(), name, maxTokens);
  }

  /**
   * Opens a BERT {@code vocab.txt}: one WordPiece token a line, {@code [UNK]}, {@code [CLS]} and
   * {@code [SEP]} among them.
   *
   * @throws IOException if the file is missing, lacks one of the three, or tells capitals apart
   *     while the settings leave lower-casing open
   * @see #open(Path, int)
   */
  public static Tokenizer openVocabulary(Path vocabTxt, WordPieceSettings settings, int maxTokens)
      throws IOException {
    requireFile(vocabTxt);
    byte[] json = WordPieceVocabulary.read(vocabTxt).toTokenizerJson(settings);
    return open(json, vocabTxt.toString(), maxTokens);
  }

  private static void requireFile(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString(), null, "a tokenizer was expected here");
    }
  }

  private static Tokenizer open(byte[] json, String name, int maxTokens) throws IOException {
    Vocabulary vocabulary = Vocabulary.read(json, name);
    TokenizerLibrary.load();
    Tokenizer tokenizer = new Tokenizer(create(json, name), vocabulary);
    try {
      tokenizer.limit(maxTokens);
      tokenizer.checkAddedTokens(name);
      return tokenizer;
    } catch (IOException | RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  private static long create(byte[] json, String name) throws IOException {
    try {
      return TokenizersLibrary.LIB.createTokenizerFromString(
          new String(json, StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s is not a tokenizer that Hugging Face's library understands: %s",
              name,
              e.getMessage()),
          e);
    }
  }

  private void limit(int maxTokens) {
    library.disablePadding(handle());
    library.disableTruncation(handle());
    int special = encode("").count();
    if (maxTokens <= special) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the most tokens of a text is %d, but the special ones alone are %d",
              maxTokens,
              special));
    }
    if (maxTokens != UNLIMITED) {
      library.setTruncation(handle(), maxTokens, "LONGEST_FIRST", 0);
    }
  }

  /**
   * Checks that added tokens have the ids that the file gives them: where these leave a gap behind
   * the model's vocabulary, the library counts on from there instead and says nothing.
   */
  private void checkAddedTokens(String name) throws IOException {
    for (var token : vocabulary.added().entrySet()) {
      int[] ids = encodeWithoutSpecialTokens(token.getKey()).ids();
      if (ids.length == 1 && ids[0] != token.getValue()) {
        throw new IOException(
            String.format(
                    Locale.ROOT,
                    "%s gives the added token «%s» id %d, but it is encoded as %d; ids must go on from the",
                    name,
                    token.getKey(),
                    token.getValue(),
                    ids[0])
                + " model's vocabulary without a gap: save the tokenizer again with transformers");
      }
    }
  }

  /** The text's tokens, with the special ones that the tokenizer puts around a text. */
  public Tokens encode(String text) {
    return encode(text, true);
  }

  /**
   * The text's tokens, and none beside them. A special token that is spelled out in the text is
   * still one token.
   */
  public Tokens encodeWithoutSpecialTokens(String text) {
    return encode(text, false);
  }

  private Tokens encode(String text, boolean specialTokens) {
    long encoding = library.encode(handle(), text, specialTokens);
    try {
      return Tokens.of(library.getTokenIds(encoding), library.getOverflowCount(encoding) > 0);
    } finally {
      library.deleteEncoding(encoding);
    }
  }

  /** The text of tokens, without special ones and without ids that no token has. */
  public String decode(int[] ids) {
    return library.decode(handle(), Arrays.stream(ids).asLongStream().toArray(), true);
  }

  /** The tokens that there are. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  private long handle() {
    long open = handle.get();
    if (open == CLOSED) {
      throw new IllegalStateException("the tokenizer is closed");
    }
    return open;
  }

  @Override
  public void close() {
    long open = handle.getAndSet(CLOSED);
    if (open != CLOSED) {
      library.deleteTokenizer(open);
    }
  }
}
