package org.mkailin.plugins.lexical.citation;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mkailin.plugins.lexical.grammar.Auxiliaries;
import org.mkailin.plugins.lexical.grammar.Casing;
import org.mkailin.plugins.lexical.grammar.WordList;

/** A title that is a question already, without what follows its question mark. */
public final class QuestionTitle {
  private static final Pattern QUESTIONS = Pattern.compile("[^?]+\\?");
  private static final Set<String> WH =
      WordList.of(
          """
          what which who whom whose when where why how to
          """);
  private static final int SHORT = 4;

  private QuestionTitle() {}

  /** The question, if the title asks one in a full clause. */
  public static Optional<String> of(Title title) {
    return question(title).filter(QuestionTitle::isFull);
  }

  /** The question, be it only «Vitamin D in sepsis: friend or foe?». */
  public static Optional<String> anyOf(Title title) {
    return question(title);
  }

  private static Optional<String> question(Title title) {
    Matcher questions = QUESTIONS.matcher(title.text());
    if (!questions.find()) {
      return Optional.empty();
    }
    String first = questions.group().strip();
    if (first.split(" ", -1).length < SHORT && questions.find()) {
      first = first + " " + questions.group().strip();
    }
    String clean =
        first
            .replaceAll("\\b[IVX]+\\. ", "")
            .replaceAll("^[\"“'\\[(. ]+", "")
            .replaceAll("[\"”'\\]. ]+\\?$", "?");
    return clean.length() < 2 ? Optional.empty() : Optional.of(Casing.upperFirst(clean));
  }

  private static boolean isFull(String question) {
    for (String clause : question.split("[:,;–—] |\\. | - ", -1)) {
      String first = clause.strip().split("[ ,]", 2)[0].toLowerCase(Locale.ROOT);
      if (Auxiliaries.opensQuestion(first) || WH.contains(first)) {
        return true;
      }
    }
    return question.matches(
        "(?i)(?:in|for|among|with|under|at|by|on|from) (?:what|which|whom|who|how)\\b.*");
  }
}
