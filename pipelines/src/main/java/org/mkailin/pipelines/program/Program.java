package org.mkailin.pipelines.program;

import org.apache.beam.sdk.Pipeline;
import org.mkailin.pipelines.books.RunSummary;
import org.mkailin.pipelines.results.Plan;

/**
 * What mkailin runs as one Beam pipeline: what it is, as data, and its graph.
 *
 * <p>Everything around it is the same for every program: {@link Launch} starts the job, shows its
 * progress, and has its results published.
 */
public interface Program {
  /**
   * Its name, its stages, the sets that it leaves and how they balance, how they are introduced.
   */
  Plan plan();

  /**
   * Adds its graph to {@code pipeline}. The graph writes to the staging folder of the run alone,
   * and last its summary, to {@link RunSummary#pathIn}, by the plan's program.
   */
  void build(Pipeline pipeline);
}
