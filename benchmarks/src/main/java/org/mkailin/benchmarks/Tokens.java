package org.mkailin.benchmarks;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.mkailin.plugins.tensorflow.decoder.Decoder;
import org.mkailin.plugins.tensorflow.decoder.Sequence;

/** Inputs of random tokens, and what a decoder makes of them. */
final class Tokens {
  // Those below have meanings of their own in many vocabularies.
  private static final int FIRST_ORDINARY = 5;

  private static final double NANOSECONDS = 1e9;

  private Tokens() {}

  /** Rows of equal length, the same ones at each call. */
  static List<int[]> rows(int count, int length, int vocabulary) {
    SplittableRandom random = new SplittableRandom(1);
    return Stream.generate(() -> random.ints(length, FIRST_ORDINARY, vocabulary).toArray())
        .limit(count)
        .toList();
  }

  /**
   * What a decoder made of prompts.
   *
   * @param tokens that each row got
   * @param secondsToFirst until every row had its first one
   */
  record Continued(List<int[]> tokens, double secondsToFirst) {}

  /** Continues all rows at once with the likeliest tokens, to {@code newTokens} each. */
  static Continued generate(Decoder decoder, List<int[]> prompts, int newTokens) {
    long begin = System.nanoTime();
    AtomicLong first = new AtomicLong();
    Predicate<Sequence> watch =
        sequence -> {
          if (sequence.lastTokens(2).length == 1) {
            first.set(System.nanoTime());
          }
          return false;
        };
    List<Sequence> batch =
        prompts.stream()
            .map(prompt -> new Sequence(prompt, newTokens, Set.of(), watch, null))
            .toList();
    decoder.generate(batch, batch.size());
    return new Continued(
        batch.stream().map(Sequence::tokens).toList(), (first.get() - begin) / NANOSECONDS);
  }
}
