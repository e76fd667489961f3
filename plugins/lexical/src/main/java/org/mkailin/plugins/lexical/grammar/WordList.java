package org.mkailin.plugins.lexical.grammar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The word lists that lie beside the classes, as text files with «#» comments. */
public final class WordList {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private WordList() {}

  /** The lines of a list that lies beside a class, without comments and empty ones. */
  public static List<String> lines(Class<?> beside, String file) {
    try (InputStream in =
            Objects.requireNonNull(beside.getResourceAsStream(file), "no word list " + file);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(String::strip)
          .filter(l -> !l.isEmpty() && !l.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the word list " + file, e);
    }
  }

  /** The words of a text, such as a text block. */
  public static Set<String> of(String words) {
    return Set.of(BLANKS.split(words.strip(), -1));
  }

  /** All words of a list that lies beside a class, whatever its lines. */
  static Set<String> words(Class<?> beside, String file) {
    return lines(beside, file).stream()
        .flatMap(line -> Arrays.stream(line.split(" ", -1)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
