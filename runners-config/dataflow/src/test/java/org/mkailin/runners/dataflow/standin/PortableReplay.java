package org.mkailin.runners.dataflow.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.runners.core.metrics.MonitoringInfoConstants;
import org.apache.beam.runners.core.metrics.MonitoringInfoMetricName;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkPipelineRunner;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.runners.fnexecution.provisioning.JobInfo;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PortablePipelineOptions;
import org.apache.beam.sdk.options.SdkHarnessOptions;
import org.apache.beam.sdk.util.construction.PipelineOptionsTranslation;

/**
 * Runs the pipeline that a Dataflow job has staged, in its portable form and with the job's own
 * options, on Flink in this JVM.
 *
 * <p>What takes the place of the workers' containers are harnesses in this JVM; all else is as
 * staged: coders, serialised functions, windows, the graph.
 */
final class PortableReplay implements DataflowApi.Engine {
  private static final RunnerApi.Environment EMBEDDED =
      RunnerApi.Environment.newBuilder().setUrn("EMBEDDED").build();

  private static final int ENVIRONMENTS_STAY_MILLIS = 20_000;

  private final Buckets buckets;

  PortableReplay(Buckets buckets) {
    this.buckets = buckets;
  }

  @Override
  public List<DataflowApi.StepCounter> run(JsonNode job) throws Exception {
    FlinkPipelineOptions options = options(job).as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setFlinkMaster("[local]");
    options.setParallelism(2);
    PortablePipelineOptions portable = options.as(PortablePipelineOptions.class);
    portable.setDefaultEnvironmentType("EMBEDDED");
    // Else each stage starts a harness of its own.
    portable.setEnvironmentCacheMillis(ENVIRONMENTS_STAY_MILLIS);
    options
        .as(SdkHarnessOptions.class)
        .setDefaultSdkHarnessLogLevel(SdkHarnessOptions.LogLevel.OFF);
    String name = job.path("name").asText();
    PipelineResult result =
        (PipelineResult)
            new FlinkPipelineRunner(options, null, List.of())
                .run(
                    embedded(staged(job, buckets)),
                    JobInfo.create(
                        name + UUID.randomUUID(),
                        name,
                        "",
                        PipelineOptionsTranslation.toProto(options)));
    if (result.getState() != PipelineResult.State.DONE) {
      throw new IllegalStateException("ended as " + result.getState());
    }
    return counters(result.metrics());
  }

  /**
   * The users' counters. Flink books them under the stage that it fused; the harness's label tells
   * the step.
   */
  private static List<DataflowApi.StepCounter> counters(MetricResults metrics) {
    List<DataflowApi.StepCounter> counters = new ArrayList<>();
    metrics
        .queryMetrics(MetricsFilter.builder().build())
        .getCounters()
        .forEach(
            counter -> {
              if (counter.getName() instanceof MonitoringInfoMetricName name
                  && name.getUrn().equals(MonitoringInfoConstants.Urns.USER_SUM_INT64)) {
                String step = name.getLabels().get(MonitoringInfoConstants.Labels.PTRANSFORM);
                counters.add(
                    new DataflowApi.StepCounter(
                        step, name.getNamespace(), name.getName(), counter.getAttempted()));
              }
            });
    return counters;
  }

  /** The pipeline that a job has staged. */
  static RunnerApi.Pipeline staged(JsonNode job, Buckets buckets) throws IOException {
    return RunnerApi.Pipeline.parseFrom(
        buckets.read(job.at("/environment/sdkPipelineOptions/options/pipelineUrl").asText()));
  }

  /** The options that a job was sent with. */
  static PipelineOptions options(JsonNode job) throws IOException {
    return Answer.JSON.treeToValue(
        job.at("/environment/sdkPipelineOptions"), PipelineOptions.class);
  }

  private static RunnerApi.Pipeline embedded(RunnerApi.Pipeline pipeline) {
    RunnerApi.Pipeline.Builder builder = pipeline.toBuilder();
    for (Map.Entry<String, RunnerApi.Environment> environment :
        pipeline.getComponents().getEnvironmentsMap().entrySet()) {
      builder
          .getComponentsBuilder()
          .putEnvironments(
              environment.getKey(),
              EMBEDDED.toBuilder()
                  .addAllCapabilities(environment.getValue().getCapabilitiesList())
                  .build());
    }
    return builder.build();
  }
}
