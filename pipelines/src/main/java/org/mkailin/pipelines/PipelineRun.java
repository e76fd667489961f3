package org.mkailin.pipelines;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.util.UserCodeException;
import org.mkailin.pipelines.runner.Runners;
import org.mkailin.pipelines.runner.SupportedRunner;

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
      Optional<SupportedRunner> runner = Runners.of(pipeline.getOptions());
      PipelineResult.State state;
      try (Progress progress = Progress.of(result, program, stages, total, out)) {
        state = result.waitUntilFinish();
      } catch (RuntimeException e) {
        if (runner.filter(r -> r.outlivesLauncher(pipeline.getOptions())).isPresent()) {
          throw new RunFailedException(
              "%s can't be followed any more, and nothing was published: %s; see in the runner's own console whether the job still runs"
                  .formatted(program, innermostOwnWords(e)),
              e);
        }
        throw e;
      }
      if (state != PipelineResult.State.DONE) {
        Throwable cause = runner.flatMap(r -> r.failure(result)).orElse(null);
        throw cause == null
            ? new RunFailedException("the runner ended " + program + " as " + state, null)
            : new RuntimeException(cause);
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

  /** The first cause that is not one of the wrappers of Beam or of its runners. */
  private static Throwable innermostOwnWords(Throwable e) {
    Throwable at = e;
    while ((at instanceof Pipeline.PipelineExecutionException
            || at instanceof UserCodeException
            || at instanceof ExecutionException
            || at instanceof CompletionException
            || at.getClass() == RuntimeException.class
            || at.getClass().getName().startsWith("org.apache.flink."))
        && at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }
}
