package org.mkailin.plugins.tensorflow.decoder;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Fills the rows of one key-value cache with the sequences of all callers: when one is finished,
 * the next takes its row at once. This is iteration-level scheduling (Orca: Yu et al., OSDI 2022),
 * here between the threads and the agents that share a model.
 *
 * <p><b>Who computes.</b> There is no thread of its own. One caller leads: it takes steps for all
 * rows until its own sequences are finished, then another takes over. The others sleep until their
 * call is done; new ones join without waiting for the leader.
 *
 * <p><b>Who sits together.</b> A cache has one {@link Shape}. Sequences of the oldest caller's
 * shape go on, and others of that shape join them. But once {@link #PATIENCE} times as many
 * sequences as there are rows have passed one that waits for another shape, no more sit down until
 * that one has its turn. Rows that wait for that are the price of a text's bits not hanging on its
 * company (ADR 8); callers with many sequences of like length pay least.
 *
 * <p><b>What fails.</b> When a step or a prompt fails, the calls of all that sit fail with it, for
 * nobody knows what is in the rows. A caller that is interrupted leaves, and its rows are taken
 * again.
 */
final class ContinuousBatch {
  private static final int PATIENCE = 4;

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
   * @param slots tokens of each, prompt and continuation; a power of two
   */
  record Shape(int rows, int slots) {
    private static final int FEWEST_SLOTS = 64;

    /** The shape for a sequence; its slots depend on the sequence alone. */
    static Shape of(int rows, Sequence sequence) {
      int needed = Math.addExact(Decoder.paddedLength(sequence.prompt()), sequence.maxNewTokens());
      int below = Integer.highestOneBit(Math.max(FEWEST_SLOTS, needed) - 1);
      return new Shape(rows, Math.multiplyExact(2, below));
    }
  }

  /** One call: how many of its sequences are still on their way, or why they never end. */
  private static final class Call {
    private int left;
    private @Nullable Throwable failure;
    private boolean gone;

    Call(int left) {
      this.left = left;
    }

    boolean isDone() {
      return left == 0 || failure != null;
    }
  }

  /** A sequence of a call, with the shape that it needs. */
  private record Entry(Sequence sequence, Shape shape, Call call) {}

  /** An entry, and how many had sat down when it joined. */
  private record Waiting(Entry entry, long seatedBefore) {}

  private final Rows rows;

  // Guarded by this: who leads, and the state of calls.
  private boolean led;

  private final Queue<Entry> joining = new ConcurrentLinkedQueue<>();

  // The leader's alone.
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private @Nullable Entry[] seated = new Entry[0];
  private @Nullable Shape shape;
  private long seatedSoFar;

  ContinuousBatch(Rows rows) {
    this.rows = rows;
  }

  /**
   * Continues the sequences until all are finished.
   *
   * @param rowCount rows of the cache to sit in
   * @throws IllegalStateException if it fails, with the cause; or if the thread is interrupted
   */
  void generate(List<Sequence> sequences, int rowCount) {
    Call call = new Call(sequences.size());
    sequences.forEach(s -> joining.add(new Entry(s, Shape.of(rowCount, s), call)));
    try {
      while (takeLead(call)) {
        try {
          while (goesOn(call)) {
            advance();
          }
        } finally {
          resign();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it generated", e);
    }
    if (call.failure != null) {
      throw new IllegalStateException(String.valueOf(call.failure.getMessage()), call.failure);
    }
  }

  /** Waits until the call is done, or nobody leads; says whether this thread leads now. */
  private synchronized boolean takeLead(Call call) throws InterruptedException {
    try {
      while (!call.isDone() && led) {
        wait();
      }
    } catch (InterruptedException e) {
      call.gone = true;
      throw e;
    }
    led = led || !call.isDone();
    return !call.isDone();
  }

  private synchronized void resign() {
    led = false;
    notifyAll();
  }

  /** Whether the leader's own call goes on. */
  private synchronized boolean goesOn(Call call) throws InterruptedException {
    if (Thread.interrupted()) {
      call.gone = true;
      throw new InterruptedException();
    }
    return !call.isDone();
  }

  /** Seats whom it can, and takes one step. */
  private void advance() {
    try {
      dismissGone();
      seat();
      if (anySeated()) {
        rows.step(Arrays.stream(seated).map(e -> e == null ? null : e.sequence()).toList());
        for (int row = 0; row < seated.length; row++) {
          release(row);
        }
      }
      if (!anySeated() && waiting.isEmpty() && joining.isEmpty()) {
        giveBack();
      }
    } catch (RuntimeException e) {
      failSeated(e);
    } catch (Error e) {
      failSeated(e);
      throw e;
    }
  }

  private void seat() {
    for (Entry entry; (entry = joining.poll()) != null; ) {
      waiting.add(new Waiting(entry, seatedSoFar));
    }
    if (!anySeated() && !waiting.isEmpty() && !waiting.getFirst().entry().shape().equals(shape)) {
      reshape(waiting.getFirst().entry().shape());
    }
    for (int row = 0; row < seated.length; row++) {
      for (Entry next; seated[row] == null && (next = takeNext()) != null; ) {
        seated[row] = next;
        seatedSoFar++;
        rows.read(next.sequence(), row);
        release(row);
      }
    }
  }

  private void reshape(Shape next) {
    giveBack();
    try {
      rows.allocate(next);
      shape = next;
      seated = new Entry[next.rows()];
    } catch (RuntimeException e) {
      // Whoever wants this shape fails with it; others may have memory enough.
      waiting.stream()
          .map(Waiting::entry)
          .filter(entry -> entry.shape().equals(next))
          .forEach(entry -> fail(entry.call(), e));
      dismissGone();
      rows.free();
    }
  }

  /** The oldest entry of the present shape, unless too many have passed one of another. */
  private @Nullable Entry takeNext() {
    for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
      Waiting next = all.next();
      if (next.entry().shape().equals(shape)) {
        all.remove();
        return next.entry();
      }
      if (seatedSoFar - next.seatedBefore() >= (long) PATIENCE * seated.length) {
        return null;
      }
    }
    return null;
  }

  private boolean anySeated() {
    return Arrays.stream(seated).anyMatch(entry -> entry != null);
  }

  /** Frees a row whose sequence is finished. */
  private synchronized void release(int row) {
    Entry entry = seated[row];
    if (entry != null && entry.sequence().isFinished()) {
      seated[row] = null;
      if (--entry.call().left == 0) {
        notifyAll();
      }
    }
  }

  /** Takes out whoever has gone away or failed. */
  private synchronized void dismissGone() {
    waiting.removeIf(w -> w.entry().call().gone || w.entry().call().failure != null);
    for (int row = 0; row < seated.length; row++) {
      Entry entry = seated[row];
      if (entry != null && entry.call().gone) {
        seated[row] = null;
      }
    }
  }

  private synchronized void fail(Call call, Throwable failure) {
    call.failure = failure;
    notifyAll();
  }

  private void failSeated(Throwable failure) {
    for (Entry entry : seated) {
      if (entry != null) {
        fail(entry.call(), failure);
      }
    }
    dismissGone();
    giveBack();
  }

  private void giveBack() {
    seated = new Entry[0];
    if (shape != null) {
      shape = null;
      rows.free();
    }
  }
}
