package org.mkailin.plugins.tensorflow.decoder;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Fills the rows of one key-value cache with the sequences of all callers: when one is finished,
 * the next takes its row at once. This is iteration-level scheduling (Orca: Yu et al., OSDI 2022),
 * here between the threads and the agents that share a model.
 *
 * <p><b>Who computes.</b> There is no thread of its own. A caller whose sequences are not finished
 * takes the lock, takes one step for all rows, and lets go; the lock is fair, so all of them take
 * turns.
 *
 * <p><b>Who sits together.</b> A cache has one {@link Shape}. Sequences of the oldest caller's
 * shape go on, and others of that shape join them, but none from a caller that came much later than
 * one who waits for another shape: else that one could wait for ever.
 */
final class ContinuousBatch {
  // A caller that came this many callers after another can't pass it by.
  private static final int PATIENCE = 64;

  /** What the batch does to the cache; called by one thread at a time. */
  interface Rows {
    /** Makes a cache of empty rows. */
    void allocate(Shape shape);

    /** Reads a prompt into a row, and adds a first token to the sequence. */
    void read(Sequence sequence, int row);

    /** Adds a token to the sequence of each row; null where a row is empty. */
    void step(List<@Nullable Sequence> rows);

    /** Gives the cache back. */
    void free();
  }

  /**
   * The size of a cache.
   *
   * @param rows sequences side by side
   * @param slots tokens of each, prompt and continuation
   */
  record Shape(int rows, int slots) {
    private static final int FEWEST_SLOTS = 64;

    /**
     * The shape for a sequence: it depends on the sequence alone. Of slots there are two sizes an
     * octave, so that sequences of different lengths can share a cache.
     */
    static Shape of(int rows, Sequence sequence) {
      int needed =
          Math.max(
              FEWEST_SLOTS,
              Math.addExact(Decoder.paddedLength(sequence.prompt()), sequence.maxNewTokens()));
      int octave = Integer.highestOneBit(needed - 1);
      int middle = octave + octave / 2;
      return new Shape(rows, needed <= middle ? middle : Math.multiplyExact(2, octave));
    }
  }

  /** One call: how many of its sequences are still on their way, or why they never end. */
  private static final class Call {
    final long number;
    int left;
    @Nullable RuntimeException failure;

    Call(long number, int left) {
      this.number = number;
      this.left = left;
    }

    boolean isDone() {
      return left == 0 || failure != null;
    }
  }

  private record Entry(Sequence sequence, Shape shape, Call call) {}

  private final Rows rows;
  private final ReentrantLock lock = new ReentrantLock(/* fair= */ true);
  private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
  private @Nullable Entry[] seated = new Entry[0];
  private @Nullable Shape shape;
  private long calls;

  ContinuousBatch(Rows rows) {
    this.rows = rows;
  }

  /**
   * Continues the sequences until all are finished.
   *
   * @param rowCount rows of the cache to sit in
   */
  void generate(List<Sequence> sequences, int rowCount) {
    Call call = join(sequences, rowCount);
    while (true) {
      lock.lock();
      try {
        if (call.failure != null) {
          throw call.failure;
        }
        if (call.isDone()) {
          return;
        }
        advance();
      } finally {
        lock.unlock();
      }
    }
  }

  private Call join(List<Sequence> sequences, int rowCount) {
    lock.lock();
    try {
      Call call = new Call(calls++, sequences.size());
      sequences.forEach(s -> waiting.add(new Entry(s, Shape.of(rowCount, s), call)));
      return call;
    } finally {
      lock.unlock();
    }
  }

  /** Seats whom it can, and takes one step. */
  private void advance() {
    try {
      seat();
      if (anySeated()) {
        rows.step(Arrays.stream(seated).map(e -> e == null ? null : e.sequence()).toList());
        for (int row = 0; row < seated.length; row++) {
          release(row);
        }
      }
      if (!anySeated() && waiting.isEmpty()) {
        giveBack();
      }
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void seat() {
    if (!anySeated() && !waiting.isEmpty() && !waiting.getFirst().shape().equals(shape)) {
      Shape next = waiting.getFirst().shape();
      giveBack();
      // Whoever wants this shape fails with it, if there is no memory for it.
      seated = new Entry[next.rows()];
      shape = next;
      try {
        rows.allocate(next);
      } catch (RuntimeException e) {
        failWaiting(next, e);
        giveBack();
      }
    }
    for (int row = 0; row < seated.length; row++) {
      for (Entry next; seated[row] == null && (next = takeNext()) != null; ) {
        seated[row] = next;
        rows.read(next.sequence(), row);
        release(row);
      }
    }
  }

  /** The oldest entry of the present shape, unless someone of another has waited too long. */
  private @Nullable Entry takeNext() {
    long patience = Long.MAX_VALUE;
    for (Iterator<Entry> entries = waiting.iterator(); entries.hasNext(); ) {
      Entry entry = entries.next();
      if (entry.call().number > patience) {
        return null;
      }
      if (entry.shape().equals(shape)) {
        entries.remove();
        return entry;
      }
      patience = Math.min(patience, entry.call().number + PATIENCE);
    }
    return null;
  }

  private boolean anySeated() {
    return Arrays.stream(seated).anyMatch(entry -> entry != null);
  }

  /** Frees a row whose sequence is finished. */
  private void release(int row) {
    Entry entry = seated[row];
    if (entry != null && entry.sequence().isFinished()) {
      seated[row] = null;
      entry.call().left--;
    }
  }

  /** Ends the calls of all that sit, and those alone. */
  private void fail(RuntimeException failure) {
    for (Entry entry : seated) {
      if (entry != null) {
        entry.call().failure = failure;
      }
    }
    waiting.removeIf(entry -> entry.call().failure != null);
    giveBack();
  }

  private void failWaiting(Shape lacking, RuntimeException failure) {
    waiting.stream()
        .filter(entry -> entry.shape().equals(lacking))
        .forEach(entry -> entry.call().failure = failure);
    waiting.removeIf(entry -> entry.call().failure != null);
  }

  private void giveBack() {
    seated = new Entry[0];
    if (shape != null) {
      shape = null;
      rows.free();
    }
  }
}
