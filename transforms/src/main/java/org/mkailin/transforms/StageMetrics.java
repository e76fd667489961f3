package org.mkailin.transforms;

/** Names of the Beam metrics that every stage reports, for progress lines and runner consoles. */
public final class StageMetrics {
  /** Namespace of the counters of finished inputs; a counter's name is its stage's. */
  public static final String DONE = "done";

  private StageMetrics() {}
}
