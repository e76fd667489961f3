package org.mkailin.pipelines;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
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
    Optional<SupportedRunner> runner = Runners.of(pipeline.getOptions());
    try {
      PipelineResult result = pipeline.run();
      PipelineResult.State state;
      try (Progress progress = Progress.of(result, program, stages, total, out)) {
        state = result.waitUntilFinish();
      } catch (RuntimeException e) {
        if (runner.filter(r -> r.outlivesLauncher(pipeline.getOptions())).isPresent()) {
          throw new RunFailedException(
              "%s can't be followed any more, and nothing was published: %s; see in the runner's own console whether the job still runs"
                  .formatted(program, ownWords(e, runner)),
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
      Throwable cause = ownWords(e, runner);
      throw new RunFailedException(
          cause.getMessage() == null ? cause.toString() : cause.getMessage(), e);
    }
  }

  /** The first cause that is not a wrapper of Beam's or of the runner's. */
  private static Throwable ownWords(Throwable e, Optional<SupportedRunner> runner) {
    Throwable cause = withoutBeamsWrappers(e);
    return withoutBeamsWrappers(runner.map(r -> r.unwrap(cause)).orElse(cause));
  }

  private static Throwable withoutBeamsWrappers(Throwable e) {
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
