package org.mkailin.tokenizers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A BERT vocab.txt, and the tokenizer.json that transformers' {@code BertTokenizerFast} would make
 * of it.
 */
final class WordPieceVocabulary {
  private static final List<String> REQUIRED = List.of("[UNK]", "[CLS]", "[SEP]");
  private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");
  // As in transformers: a longer word is unknown.
  private static final int LONGEST_WORD = 100;

  private final Path file;
  private final Map<String, Integer> ids;

  private WordPieceVocabulary(Path file, Map<String, Integer> ids) {
    this.file = file;
    this.ids = ids;
  }

  /**
   * Reads a vocab.txt: one token a line, the first with id 0.
   *
   * @throws IOException if it cannot be read, or lacks {@code [UNK]}, {@code [CLS]} or {@code
   *     [SEP]}
   */
  static WordPieceVocabulary read(Path file) throws IOException {
    Map<String, Integer> ids = new LinkedHashMap<>();
    try {
      int id = 0;
      for (String token : Files.readAllLines(file)) {
        ids.put(token, id++);
      }
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not in UTF-8; fetch the file again", e);
    }
    List<String> missing = REQUIRED.stream().filter(token -> !ids.containsKey(token)).toList();
    if (!missing.isEmpty()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s has %d tokens, but none is %s; a BERT vocabulary needs %s",
              file,
              ids.size(),
              String.join(" or ", missing),
              String.join(", ", REQUIRED)));
    }
    return new WordPieceVocabulary(file, ids);
  }

  /** The same as a tokenizer.json, in UTF-8. */
  byte[] toTokenizerJson(WordPieceSettings settings) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = mapper.createObjectNode();
    json.put("version", "1.0");
    addSpecialTokens(json.putArray("added_tokens"));
    json.putObject("normalizer")
        .put("type", "BertNormalizer")
        .put("clean_text", true)
        .put("handle_chinese_chars", settings.separateChinese())
        .put("strip_accents", settings.stripAccents())
        .put("lowercase", lowercase(settings));
    json.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
    ObjectNode processor = json.putObject("post_processor").put("type", "BertProcessing");
    processor.putArray("sep").add("[SEP]").add(ids.get("[SEP]"));
    processor.putArray("cls").add("[CLS]").add(ids.get("[CLS]"));
    json.putObject("decoder").put("type", "WordPiece").put("prefix", "##").put("cleanup", true);
    json.putObject("model")
        .put("type", "WordPiece")
        .put("unk_token", "[UNK]")
        .put("continuing_subword_prefix", "##")
        .put("max_input_chars_per_word", LONGEST_WORD)
        .set("vocab", mapper.valueToTree(ids));
    return mapper.writeValueAsBytes(json);
  }

  private void addSpecialTokens(ArrayNode tokens) {
    for (String token : SPECIAL) {
      Integer id = ids.get(token);
      if (id != null) {
        tokens
            .addObject()
            .put("id", id)
            .put("content", token)
            .put("single_word", false)
            .put("lstrip", false)
            .put("rstrip", false)
            .put("normalized", false)
            .put("special", true);
      }
    }
  }

  private boolean lowercase(WordPieceSettings settings) throws IOException {
    if (settings.lowercase() != null) {
      return settings.lowercase();
    }
    Optional<String> capital = ids.keySet().stream().filter(WordPieceVocabulary::isCased).findAny();
    if (capital.isPresent()) {
      throw new IOException(
          String.format(
                  Locale.ROOT,
                  "%s tells capitals apart (it has «%s»), but nothing says whether texts are lower-cased;",
                  file,
                  capital.get())
              + " write {\"do_lower_case\": false} into tokenizer_config.json beside it");
    }
    return true;
  }

  /** Whether a token has a capital; {@code [CLS]} and {@code [unused1]} tell nothing. */
  private static boolean isCased(String token) {
    return !token.startsWith("[") && !token.equals(token.toLowerCase(Locale.ROOT));
  }
}
