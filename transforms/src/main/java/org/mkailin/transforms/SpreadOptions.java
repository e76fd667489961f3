package org.mkailin.transforms;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How finely citations are spread over workers between stages. */
public interface SpreadOptions extends PipelineOptions {
  /** Number of groups, ≥ 1; see {@link #groupsForInputOf} for a good one. */
  @Description("Number of groups that citations are spread over between stages.")
  @Default.Integer(16)
  int getGroups();

  void setGroups(int groups);

  /**
   * A good number of groups for input files of this size: one for each MiB, between 16 and 32,768.
   *
   * <p>A group is what one worker takes at a time, and may be held in memory, so it has to be
   * small; each costs the runner a key, so there should not be more than needed.
   */
  static int groupsForInputOf(long bytes) {
    return (int) Math.max(16, Math.min(1 << 15, bytes >> 20));
  }
}
