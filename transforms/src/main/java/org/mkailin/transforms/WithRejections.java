package org.mkailin.transforms;

import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.mkailin.corpus.Rejection;

/**
 * A stage's two outputs: what goes on, and what does not, with its reason.
 *
 * @param <T> what goes on
 */
public final class WithRejections<T> implements POutput {
  private final TupleTag<T> acceptedTag = new TupleTag<>("accepted");
  private final TupleTag<Rejection> rejectionsTag = new TupleTag<>("rejections") {};
  private final PCollection<T> accepted;
  private final PCollection<Rejection> rejections;

  /** Two outputs of one transform. */
  public WithRejections(PCollection<T> accepted, PCollection<Rejection> rejections) {
    this.accepted = accepted;
    this.rejections = rejections;
  }

  /** What goes on. */
  public PCollection<T> accepted() {
    return accepted;
  }

  /** What does not. */
  public PCollection<Rejection> rejections() {
    return rejections;
  }

  @Override
  public Pipeline getPipeline() {
    return accepted.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(acceptedTag, accepted, rejectionsTag, rejections);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}
