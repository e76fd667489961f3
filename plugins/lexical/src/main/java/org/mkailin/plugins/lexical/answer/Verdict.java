package org.mkailin.plugins.lexical.answer;

/** How a conclusion answers a yes/no question; the decisions of PubMedQA. */
enum Verdict {
  YES("Yes, "),
  NO("No, "),
  MAYBE("Maybe: ");

  private final String opening;

  Verdict(String opening) {
    this.opening = opening;
  }

  /** What an answer with this verdict begins with. */
  String opening() {
    return opening;
  }
}
