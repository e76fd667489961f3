package org.mkailin.transforms;

import java.util.List;
import org.mkailin.corpus.AnswerRequest;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Comparison;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.Passage;
import org.mkailin.corpus.Question;
import org.mkailin.corpus.QuestionInContext;

/** How many characters an agent reads of its input; what {@link Batches} go by. */
final class TextLength {
  private TextLength() {}

  static int ofCitation(Citation citation) {
    return citation.title().length()
        + citation.sections().stream().mapToInt(section -> section.text().length()).sum();
  }

  static int ofPassage(Passage passage) {
    return passage.title().length() + passage.text().length();
  }

  static int ofQuestion(Question question) {
    return question.text().length();
  }

  static int ofComparison(Comparison pair) {
    return ofCitation(pair.source()) + ofAsked(pair.first()) + ofAsked(pair.second());
  }

  static int ofRequest(AnswerRequest request) {
    return ofAsked(request.asked());
  }

  private static int ofAsked(QuestionInContext asked) {
    return ofQuestion(asked.question()) + ofContexts(asked.contexts());
  }

  private static int ofContexts(List<Context> contexts) {
    return contexts.stream().mapToInt(context -> ofPassage(context.passage())).sum();
  }
}
