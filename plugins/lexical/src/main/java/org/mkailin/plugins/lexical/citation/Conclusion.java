package org.mkailin.plugins.lexical.citation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.mkailin.corpus.Citation;
import org.mkailin.plugins.lexical.grammar.English;

/**
 * The sentences in which a citation concludes: its conclusion section, else the sentences from the
 * first «We conclude» on, else the last two of the abstract.
 */
public final class Conclusion {
  private static final Pattern CUE =
      Pattern.compile(
          "(?i)^(?:we (?:therefore |thus |also )?(?:conclude|suggest|propose)|in"
              + " (?:conclusion|summary)|conclusions?\\b|to conclude|taken"
              + " together|(?:these|our|the|this|present)[^.;]{0,60}"
              + " (?:suggest|indicate|demonstrate|show|confirm|support|imply|provide)s?\\b|it"
              + " (?:is|was|can be) (?:therefore |thus"
              + " )?(?:concluded|suggested)|thus,|therefore,|collectively|overall,|altogether)"
              + "|\\b(?:we"
              + " conclude|conclude that|concluded that)\\b");

  private static final Pattern NOTICE =
      Pattern.compile(
          "(?i)\\b(?:funded by|funding|supported by (?:a )?grants?|grant"
              + " from|clinicaltrials\\.gov|registration|registered"
              + " (?:as|at|with|in|under|number)|registry number|trial"
              + " number|isrctn|nct\\d+|copyright|©|all rights reserved|conflicts? of"
              + " interest|published by|elsevier|wiley|springer|prospero|level of evidence)");
  private static final int LAST = 2;

  private final English english;

  public Conclusion(English english) {
    this.english = english;
  }

  /** The concluding sentences in order; empty only if the abstract holds nothing but notices. */
  public List<String> of(Citation citation) {
    List<String> stated = new ArrayList<>();
    for (String text : Sections.conclusions(citation)) {
      stated.addAll(english.sentences(text));
    }
    stated.removeIf(Conclusion::isNotice);
    return stated.isEmpty() ? fromWholeAbstract(citation) : stated;
  }

  private List<String> fromWholeAbstract(Citation citation) {
    List<String> sentences = new ArrayList<>();
    citation.sections().forEach(section -> sentences.addAll(english.sentences(section.text())));
    sentences.removeIf(Conclusion::isNotice);
    // An abstract concludes in its second half; «our results show» before that is the background.
    for (int i = sentences.size() / 2; i < sentences.size(); i++) {
      if (CUE.matcher(sentences.get(i)).find()) {
        return sentences.subList(i, sentences.size());
      }
    }
    return sentences.subList(Math.max(0, sentences.size() - LAST), sentences.size());
  }

  private static boolean isNotice(String sentence) {
    return NOTICE.matcher(sentence).find() || sentence.length() < 12;
  }
}
