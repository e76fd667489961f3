package org.mkailin.plugins.tensorflow.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mkailin.plugins.tensorflow.decoder.ContinuousBatch.Shape;

class ContinuousBatchTest {
  private final FakeRows rows = new FakeRows();
  private final ContinuousBatch batch = new ContinuousBatch(rows);

  @Test
  void aRowIsTakenAgainAsSoonAsItsSequenceIsFinished() {
    // Two rows; lengths 5, 2, 3: the third sits in the second's row while the first goes on.
    List<Sequence> sequences = List.of(sequence(4, 5), sequence(4, 2), sequence(4, 3));
    batch.generate(sequences, 2);
    assertThat(sequences).extracting(s -> s.tokens().length).containsExactly(5, 2, 3);
    assertThat(rows.log)
        .containsExactly(
            "allocate 2x64",
            "read 0",
            "read 1",
            "step 11",
            "read 1",
            "step 11",
            "step 11",
            "step 10",
            "free");
  }

  @Test
  void sequencesOfOneTokenNeedNoStep() {
    batch.generate(List.of(sequence(4, 1), sequence(4, 1), sequence(4, 1)), 2);
    assertThat(rows.log).containsExactly("allocate 2x64", "read 0", "read 0", "read 0", "free");
  }

  @Test
  void anotherShapeWaitsUntilTheRowsAreEmpty() {
    batch.generate(List.of(sequence(4, 3), sequence(100, 2)), 2);
    assertThat(rows.log)
        .containsExactly(
            "allocate 2x64",
            "read 0",
            "step 10",
            "step 10",
            "free",
            "allocate 2x128",
            "read 0",
            "step 10",
            "free");
  }

  @Test
  void shapesDependOnPromptAndContinuationInPowersOfTwo() {
    // 4 tokens are padded to 8, and 60 may follow.
    assertThat(Shape.of(8, sequence(4, 60))).isEqualTo(new Shape(8, 128));
    assertThat(Shape.of(8, sequence(4, 56))).isEqualTo(new Shape(8, 64));
    assertThat(Shape.of(8, sequence(88, 9))).isEqualTo(new Shape(8, 128));
    assertThat(Shape.of(8, sequence(120, 9))).isEqualTo(new Shape(8, 256));
  }

  @Test
  void oneOfAnotherShapeIsPassedByFourFillingsOfTheRowsAtTheMost() {
    // Two rows, one of them taken for long: after eight have sat down, no ninth passes the other.
    List<Sequence> sequences = new ArrayList<>(List.of(sequence(4, 50), sequence(100, 2)));
    IntStream.range(0, 20).forEach(i -> sequences.add(sequence(4, 2)));
    batch.generate(sequences, 2);
    int other = rows.log.indexOf("allocate 2x128");
    assertThat(rows.log.subList(0, other).stream().filter(l -> l.startsWith("read")).count())
        .isEqualTo(8);
    assertThat(sequences).allSatisfy(s -> assertThat(s.tokens()).hasSizeGreaterThan(1));
  }

  @Test
  void anErrorOfOneCallerIsNoTextForAnother() throws Exception {
    // The first caller's sequence sits, and makes no headway, until the second one's prompt breaks.
    Sequence innocent = sequence(4, 5);
    Sequence bad = sequence(4, 5);
    rows.errorAt = bad;
    rows.firstStep = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> call = thread.submit(() -> batch.generate(List.of(innocent), 2));
      rows.firstStep.await();
      assertThatThrownBy(() -> batch.generate(List.of(bad), 2)).rootCause().hasMessage("no heap");
      assertThatThrownBy(call::get).rootCause().hasMessage("no heap");
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void anInterruptedCallerLeavesAndTheOthersGoOn() throws Exception {
    Sequence endless = sequence(4, 1_000_000_000);
    rows.firstStep = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> call = thread.submit(() -> batch.generate(List.of(endless), 2));
      rows.firstStep.await();
      call.cancel(true);
      Sequence other = sequence(4, 3);
      batch.generate(List.of(other), 2);
      assertThat(other.tokens()).hasSize(3);
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void callersShareTheRows() throws Exception {
    int callers = 8;
    CountDownLatch all = new CountDownLatch(callers);
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<Future<List<Sequence>>> calls = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        calls.add(
            threads.submit(
                () -> {
                  List<Sequence> mine =
                      IntStream.range(1, 6).mapToObj(n -> sequence(4, 3 * n)).toList();
                  all.countDown();
                  all.await();
                  batch.generate(mine, 4);
                  return mine;
                }));
      }
      for (Future<List<Sequence>> call : calls) {
        assertThat(call.get()).extracting(s -> s.tokens().length).containsExactly(3, 6, 9, 12, 15);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(rows.busiest).as("one thread at a time").isEqualTo(1);
    assertThat(rows.log.get(rows.log.size() - 1)).isEqualTo("free");
  }

  @Test
  void aFailureEndsTheCallsThatSitAndThoseAlone() {
    Sequence bad = sequence(4, 50);
    rows.failAt = bad;
    assertThatThrownBy(() -> batch.generate(List.of(bad, sequence(4, 2)), 2))
        .hasMessage("the step failed");
    rows.failAt = null;
    Sequence next = sequence(4, 2);
    batch.generate(List.of(next), 2);
    assertThat(next.tokens()).hasSize(2);
  }

  @Test
  void whatHasNoMemoryFailsWithoutTouchingOthers() {
    rows.mostSlots = 64;
    assertThatThrownBy(() -> batch.generate(List.of(sequence(100, 2)), 2))
        .hasMessage("no memory for 128");
    Sequence small = sequence(4, 2);
    batch.generate(List.of(small), 2);
    assertThat(small.tokens()).hasSize(2);
  }

  private static Sequence sequence(int prompt, int tokens) {
    return new Sequence(new int[prompt], tokens, Set.of(), s -> false, null);
  }

  /** Adds token 7 to everyone, and writes down what it is asked. */
  private static final class FakeRows implements ContinuousBatch.Rows {
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    volatile @Nullable Sequence failAt;
    volatile @Nullable Sequence errorAt;
    volatile @Nullable CountDownLatch firstStep;
    int mostSlots = Integer.MAX_VALUE;
    int busiest;
    private int busy;

    @Override
    public void allocate(Shape shape) {
      if (shape.slots() > mostSlots) {
        throw new IllegalStateException("no memory for " + shape.slots());
      }
      log.add(String.format(Locale.ROOT, "allocate %dx%d", shape.rows(), shape.slots()));
    }

    @Override
    public void read(Sequence sequence, int row) {
      if (sequence == errorAt) {
        throw new OutOfMemoryError("no heap");
      }
      log.add("read " + row);
      sequence.add(7);
    }

    @Override
    public void step(List<@Nullable Sequence> seated) {
      busiest = Math.max(busiest, ++busy);
      if (firstStep != null) {
        firstStep.countDown();
      }
      StringBuilder places = new StringBuilder("step ");
      seated.forEach(s -> places.append(s == null ? 0 : 1));
      log.add(places.toString());
      if (failAt != null && seated.contains(failAt)) {
        busy--;
        throw new IllegalStateException("the step failed");
      }
      if (errorAt == null) {
        seated.stream().filter(Objects::nonNull).forEach(s -> s.add(7));
      }
      busy--;
    }

    @Override
    public void free() {
      log.add("free");
    }
  }
}
