package org.mkailin.runners.direct;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.runners.PipelineRunnerRegistrar;
import org.joda.time.Duration;
import org.mkailin.pipelines.runner.SupportedRunner;

/**
 * A cluster whose launcher loses touch: the job is done, with all that it staged, and its launcher
 * does not get to know. A job that prepares another is told its end.
 */
public final class LostTouchRunner extends PipelineRunner<PipelineResult> {
  private final DirectRunner direct;
  private final boolean losesTouch;

  private LostTouchRunner(DirectRunner direct, boolean losesTouch) {
    this.direct = direct;
    this.losesTouch = losesTouch;
  }

  /** Called by Beam. */
  public static LostTouchRunner fromOptions(PipelineOptions options) {
    DirectOptions direct = options.as(DirectOptions.class);
    new SupportedDirectRunner().complete(direct, Set.of());
    direct.setBlockOnRun(true);
    return new LostTouchRunner(
        DirectRunner.fromOptions(direct), !options.getJobName().contains("-prepare-"));
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    return new Result(direct.run(pipeline), losesTouch);
  }

  /** The end of a job, as its launcher sees it. */
  private record Result(PipelineResult done, boolean lost) implements PipelineResult {
    @Override
    public State getState() {
      return done.getState();
    }

    @Override
    public State cancel() throws IOException {
      return done.cancel();
    }

    @Override
    public State waitUntilFinish(Duration duration) {
      return waitUntilFinish();
    }

    @Override
    public State waitUntilFinish() {
      if (lost) {
        throw new IllegalStateException("connection refused");
      }
      return done.waitUntilFinish();
    }

    @Override
    public MetricResults metrics() {
      return done.metrics();
    }
  }

  /** Makes it known to Beam. */
  public static final class Registrar implements PipelineRunnerRegistrar {
    @Override
    public Iterable<Class<? extends PipelineRunner<?>>> getPipelineRunners() {
      return List.of(LostTouchRunner.class);
    }
  }

  /** Makes it known to mkailin. */
  public static final class Supported implements SupportedRunner {
    @Override
    public String name() {
      return LostTouchRunner.class.getSimpleName();
    }

    @Override
    public void complete(PipelineOptions options, Set<String> given) {}

    @Override
    public boolean outlivesLauncher(PipelineOptions options) {
      return true;
    }
  }
}
