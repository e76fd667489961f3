package org.mkailin.plugins.tensorflow.decoder;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mkailin.plugins.tensorflow.decoder.ContinuousBatch.Shape;
import org.mkailin.plugins.tensorflow.decoder.DecoderGraph.NextToken;
import org.mkailin.plugins.tensorflow.folder.DecoderConfig;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.folder.ModelFolderException;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.DeviceFullException;
import org.mkailin.plugins.tensorflow.runtime.LoadedNetwork;
import org.mkailin.plugins.tensorflow.runtime.PaddedLength;
import org.mkailin.plugins.tensorflow.runtime.Precision;
import org.mkailin.plugins.tensorflow.runtime.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A decoder on one device: tokens in, tokens out; thread-safe.
 *
 * <p>Callers that generate at the same time, with the same number of rows, share the rows of one
 * key-value cache; see {@link ContinuousBatch}. Scores need no cache, and run beside it.
 */
public final class Decoder implements AutoCloseable {
  private static final String FOR_LESS_CACHE = "choose fewer rows, or a smaller max-tokens";

  private final DecoderConfig config;
  private final LoadedNetwork<DecoderGraph> loaded;
  private final DecoderGraph network;
  private final ContinuousBatch batch = new ContinuousBatch(new Rows());

  private Decoder(DecoderConfig config, LoadedNetwork<DecoderGraph> loaded) {
    this.config = config;
    this.loaded = loaded;
    this.network = loaded.network();
  }

  /**
   * Builds the network, and loads its weights; the caller closes it.
   *
   * @param threads threads that help within an operation; empty for one for each processor
   * @throws ModelFolderException if it is no decoder's folder, or its weights do not fit its
   *     configuration
   * @throws DeviceFullException if the device has not the memory for the weights
   */
  public static Decoder open(
      ModelFolder folder, Device device, Precision precision, OptionalInt threads)
      throws IOException {
    if (!(folder.config() instanceof DecoderConfig config)) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s: '%s' is an encoder, which can't generate; use the plugin 'tensorflow-encoder' for it",
              folder.path(),
              folder.config().architecture()));
    }
    return new Decoder(
        config, LoadedNetwork.open(folder, device, precision, threads, DecoderGraph.of(config)));
  }

  /** The length that a prompt is padded to; prompts of one padded length can share a batch. */
  public static int paddedLength(int[] prompt) {
    // Positions are counted from the first token, so padding may go past the model's limit.
    return PaddedLength.of(prompt.length, Integer.MAX_VALUE);
  }

  /**
   * Continues all sequences until each is finished, together with those of other callers.
   *
   * <p>Each prompt is read by itself, and the steps are always taken with {@code rows} rows, empty
   * ones among them. So all products have the same shapes whatever the company, and a sequence gets
   * the same bits in every batch: kernels for one row and for many add in different orders.
   *
   * @param rows with how many rows steps are taken, ≥ 1
   * @throws DeviceFullException if the device has not the memory
   */
  public void generate(List<Sequence> sequences, int rows) {
    for (Sequence sequence : sequences) {
      Shape shape = Shape.of(rows, sequence);
      long bytes = cacheBytes(shape) + promptBytes(sequence.prompt());
      DeviceFullException.check(
          loaded.device(), purpose(shape), weightBytes() + bytes, FOR_LESS_CACHE);
    }
    batch.generate(sequences, rows);
  }

  private String purpose(Shape shape) {
    return String.format(
        Locale.ROOT, "%s with %d rows of %d tokens", loaded.name(), shape.rows(), shape.slots());
  }

  private long cacheBytes(Shape shape) {
    long tokens = Math.multiplyExact((long) shape.rows(), shape.slots());
    long each = 2L * config.layers() * config.keyValueHeads() * config.headSize();
    return Math.multiplyExact(tokens, each * loaded.precision().bytes());
  }

  /** What attention needs while it reads a prompt: every query head's scores, and their softmax. */
  private long promptBytes(int[] prompt) {
    long length = paddedLength(prompt);
    return 2L * Float.BYTES * config.heads() * length * length;
  }

  /** The cache's rows, as the batch fills them. */
  private final class Rows implements ContinuousBatch.Rows {
    private String purpose = "";
    private long bytes;

    @Override
    public void allocate(Shape shape) {
      purpose = purpose(shape);
      bytes = weightBytes() + cacheBytes(shape);
      try (TInt32 rows = TInt32.scalarOf(shape.rows());
          TInt32 slots = TInt32.scalarOf(shape.slots())) {
        Session.Runner runner =
            loaded
                .runner()
                .feed(network.rows, rows)
                .feed(network.slots, slots)
                .addTarget(network.allocate);
        run(runner, purpose, bytes, result -> null);
      }
    }

    @Override
    public void read(Sequence sequence, int row) {
      try (PaddedPrompt prompt = PaddedPrompt.of(sequence.prompt());
          TInt32 place = TInt32.scalarOf(row)) {
        Session.Runner runner = prompt(prompt).feed(network.row, place).addTarget(network.keep);
        addNext(List.of(sequence), runner, network.afterPrompt);
      }
    }

    @Override
    public void step(List<@Nullable Sequence> rows) {
      int[] tokens = new int[rows.size()];
      int[] positions = new int[rows.size()];
      int[] slots = new int[rows.size()];
      for (int row = 0; row < tokens.length; row++) {
        Sequence sequence = rows.get(row);
        if (sequence != null) {
          tokens[row] = sequence.last();
          positions[row] = sequence.length() - 1;
          slots[row] = positions[row] + paddedLength(sequence.prompt()) - sequence.prompt().length;
        }
      }
      try (TInt32 token = TInt32.vectorOf(tokens);
          TInt32 position = TInt32.vectorOf(positions);
          TInt32 slot = TInt32.vectorOf(slots)) {
        Session.Runner runner =
            loaded
                .runner()
                .feed(network.token, token)
                .feed(network.position, position)
                .feed(network.slot, slot);
        addNext(rows, runner, network.afterStep);
      }
    }

    @Override
    public void free() {
      loaded.runner().addTarget(network.free).run().close();
    }

    /** Runs, fetching no more of the logits than is needed, and adds a token to each sequence. */
    private void addNext(
        List<? extends @Nullable Sequence> rows, Session.Runner runner, NextToken next) {
      int few =
          rows.stream()
              .filter(Objects::nonNull)
              .mapToInt(sequence -> sequence.candidates(config.vocabularySize()))
              .max()
              .orElse(1);
      runner.fetch(next.sums());
      if (few == 1) {
        runner.fetch(next.likeliest());
        run(
            runner,
            purpose,
            bytes,
            result -> {
              int[] likeliest = Tensors.ints(result.get(1));
              add(rows, result, row -> likeliest[row]);
              return null;
            });
        return;
      }
      try (TInt32 count = TInt32.scalarOf(few)) {
        runner
            .feed(network.few, count)
            .fetch(next.likeliestFew().values())
            .fetch(next.likeliestFew().indices());
        run(
            runner,
            purpose,
            bytes,
            result -> {
              float[] logits = Tensors.floats(result.get(1));
              int[] ids = Tensors.ints(result.get(2));
              add(
                  rows,
                  result,
                  row ->
                      ids[
                          row * few
                              + rows.get(row)
                                  .choose(Arrays.copyOfRange(logits, row * few, (row + 1) * few))]);
              return null;
            });
      }
    }

    private void add(
        List<? extends @Nullable Sequence> rows, Result result, IntUnaryOperator tokenOf) {
      float[] sums = Tensors.floats(result.get(0));
      for (int row = 0; row < rows.size(); row++) {
        Sequence sequence = rows.get(row);
        if (sequence != null) {
          checkFinite(sums[row]);
          sequence.add(tokenOf.applyAsInt(row));
        }
      }
    }
  }

  private void checkFinite(double sumOfLogits) {
    if (!Double.isFinite(sumOfLogits)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s computes %s on %s in %s; are its weights damaged?",
              loaded.name(),
              sumOfLogits,
              loaded.device(),
              loaded.precision()));
    }
  }

  private Session.Runner prompt(PaddedPrompt tokens) {
    return loaded.runner().feed(network.ids, tokens.ids()).feed(network.present, tokens.present());
  }

  /** Runs, and says in our words when the device is full. */
  private <R> R run(Session.Runner runner, String purpose, long bytes, Function<Result, R> read) {
    try (Result result = runner.run()) {
      return read.apply(result);
    } catch (TFResourceExhaustedException e) {
      throw DeviceFullException.of(loaded.device(), purpose, bytes, FOR_LESS_CACHE, e);
    }
  }

  /** Logits after every token, padding on the left included: {@code [length · vocabulary]}. */
  public float[] logits(int[] tokens) {
    return ask(tokens, network.everyLogit);
  }

  /** Logits of the token after a prompt: {@code [vocabulary]}. */
  public float[] nextTokenLogits(int[] prompt) {
    float[] logits = ask(prompt, network.afterPrompt.logits());
    double sum = 0;
    for (float logit : logits) {
      sum += logit;
    }
    checkFinite(sum);
    return logits;
  }

  private float[] ask(int[] tokens, Operand<TFloat32> question) {
    try (PaddedPrompt prompt = PaddedPrompt.of(tokens)) {
      return ask(tokens, prompt(prompt).fetch(question));
    }
  }

  private float[] ask(int[] tokens, Session.Runner runner) {
    String purpose =
        String.format(Locale.ROOT, "%s reading %d tokens", loaded.name(), tokens.length);
    long bytes = weightBytes() + promptBytes(tokens);
    DeviceFullException.check(loaded.device(), purpose, bytes, FOR_LESS_CACHE);
    return run(runner, purpose, bytes, result -> Tensors.floats(result.get(0)));
  }

  /**
   * ln p of a continuation's tokens, each given all before it: {@code [continuation]}.
   *
   * @param prompt at least one token
   */
  public float[] scores(int[] prompt, int[] continuation) {
    int[] joined = Arrays.copyOf(prompt, prompt.length + continuation.length);
    System.arraycopy(continuation, 0, joined, prompt.length, continuation.length);
    try (PaddedPrompt padded = PaddedPrompt.of(joined);
        TInt32 length = TInt32.scalarOf(continuation.length)) {
      float[] scores =
          ask(
              joined,
              prompt(padded)
                  .feed(network.continuationLength, length)
                  .fetch(network.continuationScores));
      for (float score : scores) {
        checkFinite(score);
      }
      return scores;
    }
  }

  /** Bytes of all weights, in the format that they are computed in. */
  public long weightBytes() {
    return loaded.weightBytes();
  }

  /** Of them, bytes whose memory is the files' own pages. */
  public long mappedBytes() {
    return loaded.mappedBytes();
  }

  @Override
  public void close() throws IOException {
    loaded.close();
  }
}
