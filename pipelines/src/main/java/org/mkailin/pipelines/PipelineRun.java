package org.mkailin.pipelines;

import java.io.PrintStream;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.util.UserCodeException;

/** Runs a pipeline to its end, with a progress line, and turns failures into plain words. */
final class PipelineRun {
  private PipelineRun() {}

  /**
   * Runs a pipeline.
   *
   * @param program what to call it in the progress line
   * @param stages the stages that count what they have done
   * @param total citations that each stage will see, or 0 where that is not known
   * @throws RunFailedException with the message of what went wrong inside
   */
  static void toTheEnd(
      Pipeline pipeline, String program, List<String> stages, long total, PrintStream out) {
    try {
      PipelineResult result = pipeline.run();
      PipelineResult.State state;
      try (Progress progress = Progress.of(result, program, stages, total, out)) {
        state = result.waitUntilFinish();
      }
      if (state != PipelineResult.State.DONE) {
        throw new RunFailedException("the runner ended " + program + " as " + state, null);
      }
      AgentCounters.print(result, out);
    } catch (RunFailedException e) {
      throw e;
    } catch (RuntimeException e) {
      Throwable cause = innermostOwnWords(e);
      throw new RunFailedException(
          cause.getMessage() == null ? cause.toString() : cause.getMessage(), e);
    }
  }

  /** The first cause that is not one of Beam's wrappers. */
  private static Throwable innermostOwnWords(Throwable e) {
    Throwable at = e;
    while ((at instanceof Pipeline.PipelineExecutionException
            || at instanceof UserCodeException
            || at.getClass() == RuntimeException.class)
        && at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }
}
