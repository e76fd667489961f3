package org.mkailin.plugins.lexical.grammar;

import java.util.Set;

/** The closed classes of English, which the tagger is not asked about. */
final class FunctionWords {
  private static final Set<String> CLOSED =
      WordList.of(
          """
          of in for with on to by at from as and or but than the a an between among during
          after before per via into if is are was were be been not no its their our his her
          more less under within without through over against this these that which who very
          most
          """);

  private FunctionWords() {}

  /** Whether a lower-cased word is a preposition, article, conjunction or the like. */
  static boolean contains(String word) {
    return CLOSED.contains(word);
  }
}
