package org.mkailin.plugins.lexical.grammar;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.regex.Pattern;
import opennlp.tools.postag.POSModel;
import opennlp.tools.postag.POSTaggerME;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;

/**
 * Sentences and parts of speech, by the Apache OpenNLP models for English (Universal Dependencies
 * EWT) that come as Maven artifacts.
 *
 * <p>The models are immutable and shared; the readers made of them keep state while they read, so
 * each is lent to one thread at a time. Words are cut at blanks and punctuation and keep their
 * hyphens: «IL-13-induced» is one word.
 */
public final class English implements AutoCloseable {
  // Names of the files in opennlp-models-*-en 1.3.0; the artifacts' versions stand in the root pom.
  private static final String SENTENCES = "opennlp-en-ud-ewt-sentence-1.3-2.5.4.bin";
  private static final String PARTS_OF_SPEECH = "opennlp-en-ud-ewt-pos-1.3-2.5.4.bin";

  /** What the sentence model takes for an end, and is none: «vs.», «S. aureus», «Fig. 2». */
  private static final Pattern UNFINISHED =
      Pattern.compile(
          "(?:^|.*[\\s(\\[])(?:vs|e\\.g|i\\.e|cf|ca|approx|resp|etc|Fig|Figs|No|Dr|St|sp|spp"
              + "|subsp|var|al|[A-Z])\\.$",
          Pattern.DOTALL);

  /**
   * What stands in an abstract and in none of its sentences: «(ABSTRACT TRUNCATED AT 250 WORDS)».
   */
  private static final Pattern TRUNCATION =
      Pattern.compile("\\s*\\(ABSTRACT TRUNCATED(?: AT \\d+ WORDS)?\\)");

  /** The number that some abstracts put before each sentence. */
  private static final Pattern NUMBERING =
      Pattern.compile("^(?:\\d{1,2}\\.|\\(\\d{1,2}\\)|\\d{1,2}\\)) (?=\\p{Lu})");

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final String OPENING = "([{\"“«";
  private static final String CLOSING = ")]},;:?!\"”»";

  private record Reader(SentenceDetectorME sentences, POSTaggerME tagger) {}

  private final SentenceModel sentenceModel;
  private final POSModel tagModel;
  private final Queue<Reader> idle = new ConcurrentLinkedQueue<>();

  private English(SentenceModel sentenceModel, POSModel tagModel) {
    this.sentenceModel = sentenceModel;
    this.tagModel = tagModel;
  }

  /**
   * Loads both models from the class path.
   *
   * @throws IOException if a model is absent or broken
   */
  public static English load() throws IOException {
    try (InputStream sentences = open(SENTENCES);
        InputStream tags = open(PARTS_OF_SPEECH)) {
      return new English(new SentenceModel(sentences), new POSModel(tags));
    }
  }

  private static InputStream open(String model) throws IOException {
    InputStream found = English.class.getClassLoader().getResourceAsStream(model);
    if (found == null) {
      throw new FileNotFoundException(
          "OpenNLP model '"
              + model
              + "' is not on the class path; expected it in the opennlp-models artifacts, 1.3.0,"
              + " that the lexical plugin depends on");
    }
    return found;
  }

  /** The sentences of a text, in order, without their numbers and the blanks around them. */
  public List<String> sentences(String text) {
    String whole = TRUNCATION.matcher(text).replaceAll("");
    List<String> sentences = new ArrayList<>();
    for (String found : read(reader -> reader.sentences().sentDetect(whole))) {
      String next = NUMBERING.matcher(found.strip()).replaceFirst("");
      int last = sentences.size() - 1;
      if (last >= 0 && continues(sentences.get(last), next)) {
        sentences.set(last, sentences.get(last) + " " + next);
      } else if (!next.isBlank()) {
        sentences.add(next);
      }
    }
    return sentences;
  }

  private static boolean continues(String sentence, String next) {
    boolean lowerStart = !next.isEmpty() && Character.isLowerCase(next.codePointAt(0));
    String end = sentence.substring(Math.max(0, sentence.length() - 10));
    return UNFINISHED.matcher(end).matches() || (lowerStart && sentence.endsWith("."));
  }

  /** The words of one sentence with their parts of speech. */
  public Sentence tag(String sentence) {
    List<String> words = new ArrayList<>();
    List<Boolean> spaced = new ArrayList<>();
    for (String chunk : BLANKS.split(sentence.strip(), -1)) {
      cut(chunk, words, spaced);
    }
    String[] tags = read(reader -> reader.tagger().tag(words.toArray(String[]::new)));
    List<Word> tagged = new ArrayList<>();
    for (int i = 0; i < tags.length; i++) {
      tagged.add(new Word(words.get(i), tags[i], spaced.get(i)));
    }
    return new Sentence(tagged);
  }

  /** Cuts opening and closing marks off a chunk; a bracket that the chunk itself opens stays. */
  private static void cut(String chunk, List<String> words, List<Boolean> spaced) {
    int from = 0;
    int to = chunk.length();
    while (from < to - 1 && OPENING.indexOf(chunk.charAt(from)) >= 0) {
      from++;
    }
    while (to > from + 1 && closes(chunk, from, to - 1)) {
      to--;
    }
    for (int i = 0; i < from; i++) {
      words.add(chunk.substring(i, i + 1));
      spaced.add(i == 0);
    }
    words.add(chunk.substring(from, to));
    spaced.add(from == 0);
    for (int i = to; i < chunk.length(); i++) {
      words.add(chunk.substring(i, i + 1));
      spaced.add(false);
    }
  }

  private static boolean closes(String chunk, int from, int at) {
    char mark = chunk.charAt(at);
    int opening = "([{".indexOf(mark == ')' ? '(' : mark == ']' ? '[' : mark == '}' ? '{' : ' ');
    return CLOSING.indexOf(mark) >= 0
        && (opening < 0 || chunk.indexOf("([{".charAt(opening), from) < 0);
  }

  private <T> T read(Function<Reader, T> use) {
    Reader reader = idle.poll();
    if (reader == null) {
      reader = new Reader(new SentenceDetectorME(sentenceModel), new POSTaggerME(tagModel));
    }
    try {
      return use.apply(reader);
    } finally {
      idle.add(reader);
    }
  }

  @Override
  public void close() {
    idle.clear();
  }
}
