package org.mkailin.plugins.prompted;

/** The words that English questions begin with, as regular expressions. */
final class QuestionWords {
  private QuestionWords() {}

  /** Those of questions that ask for yes or no. */
  static final String OF_YES_OR_NO =
      "is|are|was|were|do|does|did|has|have|had|can|could|may|might|must|should|will|would";

  /** All of them. */
  static final String ANY = OF_YES_OR_NO + "|what|which|who|whose|whom|how|why|when|where";
}
