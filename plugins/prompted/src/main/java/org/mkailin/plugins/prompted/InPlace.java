package org.mkailin.plugins.prompted;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.mkailin.agent.Outcome;

/** Outcomes of a batch that go through several steps, each in its place. */
final class InPlace {
  private InPlace() {}

  /** What becomes of one accepted value; a rejection stays what it is. */
  static <A, B> Outcome<B> then(Outcome<A> outcome, Function<A, Outcome<B>> step) {
    if (outcome instanceof Outcome.Accepted<A> good) {
      return step.apply(good.value());
    }
    Outcome.Rejected<A> bad = (Outcome.Rejected<A>) outcome;
    return Outcome.rejected(bad.reason(), bad.detail());
  }

  /**
   * Takes the accepted values on, all at once, and leaves the rejections where they are.
   *
   * @param step gives an outcome for each value, in order; not called where there is none
   * @throws IllegalStateException if it gives more or fewer
   */
  static <A, B> List<Outcome<B>> goOn(
      List<Outcome<A>> outcomes, Function<List<A>, List<Outcome<B>>> step) {
    List<A> accepted = new ArrayList<>();
    for (Outcome<A> outcome : outcomes) {
      if (outcome instanceof Outcome.Accepted<A> good) {
        accepted.add(good.value());
      }
    }
    List<Outcome<B>> gone = accepted.isEmpty() ? List.of() : oneForEach(accepted, step);
    Iterator<Outcome<B>> next = gone.iterator();
    List<Outcome<B>> results = new ArrayList<>(outcomes.size());
    for (Outcome<A> outcome : outcomes) {
      results.add(then(outcome, value -> next.next()));
    }
    return results;
  }

  /**
   * The outcomes of one step.
   *
   * @throws IllegalStateException if they are not as many as the values
   */
  static <A, B> List<Outcome<B>> oneForEach(
      List<A> values, Function<List<A>, List<Outcome<B>>> step) {
    List<Outcome<B>> results = step.apply(values);
    if (results.size() != values.size()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the model got %d requests and gave %d outcomes; it must give one for each",
              values.size(),
              results.size()));
    }
    return results;
  }
}
