package org.mkailin.transforms;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * How finely citations are spread over workers between stages, so that no group of them is too
 * large for a worker's memory.
 *
 * <p>A MiB of PubMed's files, gzipped, holds about 1,000 citations: all 23 million with abstracts
 * are about 23 GiB.
 */
public interface SpreadOptions extends PipelineOptions {
  /** Number of groups, ≥ 1; see {@link #groupsForInputOf} for a good one. */
  @Description("Number of groups that citations are spread over between stages.")
  @Default.Integer(16)
  int getGroups();

  void setGroups(int groups);

  /** Number of slices, ≥ 1; see {@link #slicesForInputOf} for a good one. */
  @Description("Number of slices that each set's rows are sorted in, before they become files.")
  @Default.Integer(1)
  int getSlices();

  void setSlices(int slices);

  /**
   * A good number of groups for input files of this size: one for each MiB, between 16 and 32,768.
   *
   * <p>A group is what one worker takes at a time, and may be held in memory, so it has to be
   * small; each costs the runner a key, so there should not be more than needed. The largest
   * element is a comparison, with the abstracts of a source and eight contexts: some 20 kB, so a
   * group of 1,000 takes 20 MB, and twice that where letters are beyond Latin-1. At the upper bound
   * 23 million citations have groups of 700.
   */
  static int groupsForInputOf(long bytes) {
    return (int) Math.max(16, Math.min(1 << 15, bytes >> 20));
  }

  /**
   * A good number of slices for input files of this size: one for each 2 MiB, at most 65,536, but
   * for smaller inputs up to 16, one for each 256 KiB.
   *
   * <p>A slice is sorted in memory: 2,000 rows of 8 kB with their lineage are 16 MB. The bound is
   * far: 128 GiB of input. Flink's runner also makes one record of all rows that a bundle has for a
   * slice, which must fit into a sort buffer: with 16 slices, 1,000 rows in a bundle make records
   * of 0.5 MB, and a slice of 256 KiB is 2 MB in all.
   */
  static int slicesForInputOf(long bytes) {
    long fewest = Math.min(16, bytes >> 18);
    return (int) Math.max(1, Math.min(1 << 16, Math.max(fewest, bytes >> 21)));
  }
}
