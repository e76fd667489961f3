package org.mkailin.model;

import java.io.Serializable;
import java.util.Arrays;

/** A dense vector of float32; immutable, and equal by its values. */
public final class Embedding implements Serializable {
  private final float[] values;

  private Embedding(float[] values) {
    this.values = values;
  }

  /** An embedding that holds a copy of {@code values}. */
  public static Embedding of(float... values) {
    return new Embedding(values.clone());
  }

  /** Number of dimensions. */
  public int dimensions() {
    return values.length;
  }

  /** The values, copied: {@code [dimensions]}. */
  public float[] toArray() {
    return values.clone();
  }

  /**
   * Inner product, summed in double precision.
   *
   * @throws IllegalArgumentException if the dimensions differ
   */
  public double dot(Embedding other) {
    if (values.length != other.values.length) {
      throw new IllegalArgumentException(
          "embedding dimensions differ: " + values.length + " != " + other.values.length);
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) values[i] * other.values[i];
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Embedding[" + values.length + "]";
  }
}
