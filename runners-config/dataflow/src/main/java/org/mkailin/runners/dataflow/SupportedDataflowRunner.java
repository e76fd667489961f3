package org.mkailin.runners.dataflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.runners.dataflow.DataflowPipelineJob;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.mkailin.agent.AgentResources;
import org.mkailin.pipelines.runner.SupportedRunner;
import org.mkailin.plugin.Findings;

/**
 * Google Cloud Dataflow, by Runner v2: the only one that takes GPUs and images of our own.
 *
 * <p>A worker is one process, so that it holds each model once; it has Java 17, whatever the
 * launcher has.
 */
public final class SupportedDataflowRunner implements SupportedRunner {
  @Override
  public String name() {
    return DataflowRunner.class.getSimpleName();
  }

  @Override
  public void complete(PipelineOptions options, Set<String> given) {
    new JobDefaults(options.as(DataflowPipelineOptions.class), given).fillIn();
  }

  @Override
  public List<String> problems(PipelineOptions options) {
    return JobProblems.of(options.as(DataflowPipelineOptions.class));
  }

  @Override
  public List<String> problems(PipelineOptions options, Map<String, AgentResources> asked) {
    return RightFitting.problems(options.as(DataflowPipelineOptions.class), asked);
  }

  @Override
  public boolean outlivesLauncher(PipelineOptions options) {
    return true;
  }

  @Override
  public boolean seesLocalFiles() {
    return false;
  }

  @Override
  public boolean leavesTemplate(PipelineOptions options) {
    String template = options.as(DataflowPipelineOptions.class).getTemplateLocation();
    return template != null && !template.isEmpty();
  }

  @Override
  public Optional<Throwable> failure(PipelineResult result) {
    return result instanceof DataflowPipelineJob job ? JobFailure.of(job) : Optional.empty();
  }

  @Override
  public void examine(PipelineOptions options, Findings findings) {
    new JobExamination(options.as(DataflowPipelineOptions.class), findings).run();
  }
}
