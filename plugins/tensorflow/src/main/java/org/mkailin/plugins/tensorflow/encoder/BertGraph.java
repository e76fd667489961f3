package org.mkailin.plugins.tensorflow.encoder;

import java.util.EnumMap;
import java.util.Map;
import org.mkailin.plugins.tensorflow.folder.BertConfig;
import org.mkailin.plugins.tensorflow.runtime.Cast;
import org.mkailin.plugins.tensorflow.runtime.GraphWeights;
import org.mkailin.plugins.tensorflow.runtime.NetworkBuilder;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Where an encoder's graph is fed and what can be fetched from it.
 *
 * @param ids {@code [batch, sequence]}, padded on the right
 * @param present {@code [batch, sequence]}, 1 for a token and 0 for padding
 * @param hidden states of the last layer, {@code [batch, sequence, hidden]}
 * @param pooled one vector a row in each way, {@code [batch, hidden]}
 */
record BertGraph(
    Placeholder<TInt32> ids,
    Placeholder<TFloat32> present,
    Operand<TFloat32> hidden,
    Map<Pooling, Operand<TFloat32>> pooled) {

  /** Builds the graph of an encoder. */
  static NetworkBuilder<BertGraph> of(BertConfig config) {
    return new NetworkBuilder<>() {
      @Override
      public <T extends TNumber> BertGraph build(Ops tf, GraphWeights<T> weights, Class<T> type) {
        return BertGraph.build(tf, config, weights, type);
      }
    };
  }

  private static <T extends TNumber> BertGraph build(
      Ops tf, BertConfig config, GraphWeights<T> weights, Class<T> type) {
    Shape shape = Shape.of(-1, -1);
    Placeholder<TInt32> ids =
        tf.withName("ids").placeholder(TInt32.class, Placeholder.shape(shape));
    Placeholder<TFloat32> present =
        tf.withName("present").placeholder(TFloat32.class, Placeholder.shape(shape));
    BertLayers<T> layers = new BertLayers<>(tf, config, new BertWeights<>(weights), type);
    Operand<TFloat32> hidden = Cast.to(tf, layers.hidden(ids, present), TFloat32.class);
    Map<Pooling, Operand<TFloat32>> pooled = new EnumMap<>(Pooling.class);
    for (Pooling pooling : Pooling.values()) {
      pooled.put(pooling, pooling.of(tf, hidden, present));
    }
    return new BertGraph(ids, present, hidden, pooled);
  }
}
