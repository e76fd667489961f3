package org.mkailin.pipelines.runner;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.mkailin.agent.AgentResources;
import org.mkailin.plugin.Findings;

/**
 * What mkailin knows of a Beam runner. Each module of {@code runners-config} brings one, found by
 * {@link java.util.ServiceLoader}; a runner without one runs with Beam's own defaults, unchecked.
 */
public interface SupportedRunner {
  /** The runner's name as {@code --runner} takes it, such as «FlinkRunner». */
  String name();

  /**
   * Fills in what the user left open, for long runs.
   *
   * @param options what was given and Beam's defaults; changed in place
   * @param given names of the options that stand on the command line, without dashes; these must
   *     stay as they are
   */
  void complete(PipelineOptions options, Set<String> given);

  /**
   * What is wrong with completed options, known without asking anyone: nothing is sent before this
   * is empty.
   *
   * @return one sentence for each problem, naming option, value and next step
   */
  default List<String> problems(PipelineOptions options) {
    return List.of();
  }

  /**
   * What is wrong with the machines that agents ask for, in a job with completed options; beside
   * {@link #problems(PipelineOptions)}, and known without asking anyone, too.
   *
   * @param asked what each agent asks for, by its name; those that ask for nothing are not there
   * @return one sentence for each problem, naming agent, value and next step
   */
  default List<String> problems(PipelineOptions options, Map<String, AgentResources> asked) {
    return List.of();
  }

  /**
   * Whether a job with these options goes on when the process that launched it ends. Its staging
   * folder is then kept until the results are published, be it by another process.
   */
  default boolean outlivesLauncher(PipelineOptions options) {
    return false;
  }

  /**
   * Whether workers may see the launching machine's own files, be it over a network; where they
   * can't, local paths are refused.
   */
  default boolean seesLocalFiles() {
    return true;
  }

  /**
   * Whether {@code pipeline.run()} leaves a template behind and no job to wait for. The results are
   * then published by another process, when a job that was launched from it has ended.
   */
  default boolean leavesTemplate(PipelineOptions options) {
    return false;
  }

  /**
   * Why a job ended otherwise than well, in the words of who failed, where {@code
   * result.waitUntilFinish()} only returns a state.
   */
  default Optional<Throwable> failure(PipelineResult result) {
    return Optional.empty();
  }

  /** A failure's first cause that is not a wrapper of the runner's, so that its words are told. */
  default Throwable unwrap(Throwable failure) {
    return failure;
  }

  /**
   * Looks whether a job could run with these options, for {@code mkailin doctor}: versions,
   * reachability, natives and devices of the workers, buckets. May take minutes.
   */
  default void examine(PipelineOptions options, Findings findings) {}
}
