package org.mkailin.pipelines.job;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.UserCodeException;
import org.mkailin.pipelines.place.RunFailedException;
import org.mkailin.pipelines.runner.Runners;
import org.mkailin.pipelines.runner.SupportedRunner;

/** A pipeline that was given to its runner: waits for it, and turns failures into plain words. */
public final class PipelineRun {
  /** The job was given to its runner, and what became of it is not known. */
  public static final class LostTouchException extends RunFailedException {
    private LostTouchException(String program, String words, Throwable cause) {
      super(String.format(Locale.ROOT, "lost touch with the job %s: %s", program, words), cause);
    }
  }

  private final String program;
  private final PipelineResult result;
  private final Optional<SupportedRunner> runner;
  private final boolean outlivesLauncher;

  private PipelineRun(String program, PipelineResult result, PipelineOptions options) {
    this.program = program;
    this.result = result;
    this.runner = Runners.of(options);
    this.outlivesLauncher = runner.map(known -> known.outlivesLauncher(options)).orElse(false);
  }

  /**
   * Gives a pipeline to its runner.
   *
   * @param program what to call it in the progress line
   * @throws RunFailedException if the runner does not take it, or has run it already and it failed
   */
  public static PipelineRun start(Pipeline pipeline, String program) {
    try {
      return new PipelineRun(program, pipeline.run(), pipeline.getOptions());
    } catch (RuntimeException e) {
      throw new RunFailedException(words(e, Runners.of(pipeline.getOptions())), e);
    }
  }

  /**
   * Waits for the end, with a progress line.
   *
   * @param stages the stages that count what they have done
   * @param total citations that each stage will see, or 0 where that is not known
   * @throws LostTouchException if the runner can't be asked any more
   * @throws RunFailedException with the message of what went wrong inside
   */
  public void await(List<String> stages, long total, PrintStream out) {
    try (Progress progress = Progress.of(result, program, stages, total, out)) {
      awaitQuietly();
    }
    AgentCounters.print(result, out);
  }

  /** Waits for the end. */
  public void awaitQuietly() {
    PipelineResult.State state;
    try {
      state = result.waitUntilFinish();
    } catch (RuntimeException e) {
      throw outlivesLauncher && !(e instanceof Pipeline.PipelineExecutionException)
          ? new LostTouchException(program, words(e, runner), e)
          : new RunFailedException(words(e, runner), e);
    }
    if (state != PipelineResult.State.DONE) {
      Optional<Throwable> failure = runner.flatMap(known -> known.failure(result));
      throw new RunFailedException(
          failure
              .map(e -> words(e, runner))
              .orElse(String.format(Locale.ROOT, "the runner ended %s as %s", program, state)),
          failure.orElse(null));
    }
  }

  /** Whether the job goes on when this process ends. */
  public boolean outlivesLauncher() {
    return outlivesLauncher;
  }

  /** Stops the job, as far as its runner can. */
  public void cancel() throws IOException {
    result.cancel();
  }

  /** What who failed said, without the wrappers of Beam and of its runner. */
  private static String words(Throwable e, Optional<SupportedRunner> runner) {
    Throwable unwrapped = withoutBeamsWrappers(e);
    Throwable cause =
        withoutBeamsWrappers(runner.map(known -> known.unwrap(unwrapped)).orElse(unwrapped));
    return FailureWords.of(cause);
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
