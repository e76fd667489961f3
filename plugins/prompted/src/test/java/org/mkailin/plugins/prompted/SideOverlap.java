package org.mkailin.plugins.prompted;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many different words of the article each side of the built-in evaluator's prompt has.
 *
 * @param a words of the side shown first
 * @param b words of the side shown second
 */
record SideOverlap(int a, int b) {
  static SideOverlap of(String prompt) {
    int article = prompt.indexOf("Article: ");
    int sideA = prompt.indexOf("Question A: ");
    int sideB = prompt.indexOf("Question B: ");
    Set<String> words = words(prompt.substring(article, sideA));
    return new SideOverlap(
        shared(words, prompt.substring(sideA, sideB)), shared(words, prompt.substring(sideB)));
  }

  String better() {
    return a >= b ? "A" : "B";
  }

  private static int shared(Set<String> article, String side) {
    Set<String> words = words(side);
    words.retainAll(article);
    return words.size();
  }

  private static Set<String> words(String text) {
    return new HashSet<>(List.of(text.split("\\W+", -1)));
  }
}
