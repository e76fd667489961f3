package org.mkailin.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mkailin.plugins.tensorflow.runtime.Precision;

/** One line of the table: a task, a number format and a number of threads, over all rounds. */
final class Line {
  private final Task.Kind kind;
  private final Task task;
  private final Precision precision;
  private final int threads;
  private final List<Double> ours = new ArrayList<>();
  private final List<Double> theirs = new ArrayList<>();
  private Optional<Double> difference = Optional.empty();

  Line(Task.Kind kind, Task task, Precision precision, int threads) {
    this.kind = kind;
    this.task = task;
    this.precision = precision;
    this.threads = threads;
  }

  /** Adds one round. */
  void add(Task.Outcome our, Optional<Task.Outcome> their) {
    ours.add(rate(our));
    their.ifPresent(
        outcome -> {
          theirs.add(rate(outcome));
          double seen = difference(our.answer(), outcome.answer());
          difference = Optional.of(Math.max(seen, difference.orElse(0.0)));
        });
  }

  private double rate(Task.Outcome outcome) {
    return outcome.rates().getOrDefault(kind, Double.NaN);
  }

  /** Encoder: the largest difference of two numbers. Decoder: the share of unlike tokens. */
  private double difference(List<List<Double>> a, List<List<Double>> b) {
    double largest = 0;
    int unlike = 0;
    int count = 0;
    for (int row = 0; row < a.size(); row++) {
      for (int i = 0; i < a.get(row).size(); i++) {
        double apart = Math.abs(a.get(row).get(i) - b.get(row).get(i));
        largest = Math.max(largest, apart);
        unlike += apart == 0 ? 0 : 1;
        count++;
      }
    }
    return kind == Task.Kind.ENCODE ? largest : (double) unlike / count;
  }

  /** How many times as fast as the peer: the median of the rounds' ratios. */
  Optional<Double> ratio() {
    if (theirs.isEmpty()) {
      return Optional.empty();
    }
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ours.size(); round++) {
      ratios.add(ours.get(round) / theirs.get(round));
    }
    return Optional.of(Task.median(ratios));
  }

  /** Our median rate. */
  double rate() {
    return Task.median(ours);
  }

  /** Largest difference of all rounds; empty without a peer. */
  Optional<Double> difference() {
    return difference;
  }

  /** Whether both sides computed the same, where the format lets them. */
  boolean same(double tolerance) {
    return precision != Precision.FLOAT32
        || difference.isEmpty()
        || difference.get() <= (kind == Task.Kind.ENCODE ? tolerance : 0);
  }

  /** The cells of the table. */
  List<String> cells() {
    return List.of(
        kind.title(),
        precision.name().toLowerCase(Locale.ROOT),
        String.valueOf(threads),
        String.valueOf(task.tokens()),
        String.valueOf(task.batch()),
        number(Optional.of(rate())),
        number(theirs.isEmpty() ? Optional.empty() : Optional.of(Task.median(theirs))),
        ratio().map("%.2f"::formatted).orElse("–"),
        kind.unit(),
        difference.map(this::said).orElse("–"));
  }

  private String said(double value) {
    return kind == Task.Kind.ENCODE
        ? String.format(Locale.ROOT, "max Δ %.1e", value)
        : value == 0
            ? "same tokens"
            : String.format(Locale.ROOT, "%.0f %% of tokens differ", 100 * value);
  }

  private static String number(Optional<Double> rate) {
    return rate.map(r -> String.format(Locale.ROOT, r < 100 ? "%.1f" : "%.0f", r)).orElse("–");
  }
}
