package org.mkailin.runners.dataflow.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkPipelineRunner;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.runners.fnexecution.provisioning.JobInfo;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricResult;
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
  public Iterable<MetricResult<Long>> run(JsonNode job) throws Exception {
    JsonNode given = job.at("/environment/sdkPipelineOptions");
    RunnerApi.Pipeline pipeline =
        RunnerApi.Pipeline.parseFrom(object(given.at("/options/pipelineUrl").asText()));
    FlinkPipelineOptions options =
        Answer.JSON.treeToValue(given, PipelineOptions.class).as(FlinkPipelineOptions.class);
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
                    embedded(pipeline),
                    JobInfo.create(
                        name + UUID.randomUUID(),
                        name,
                        "",
                        PipelineOptionsTranslation.toProto(options)));
    if (result.getState() != PipelineResult.State.DONE) {
      throw new IllegalStateException("ended as " + result.getState());
    }
    return result.metrics().queryMetrics(MetricsFilter.builder().build()).getCounters();
  }

  private byte[] object(String url) {
    String[] bucketAndName = url.replaceFirst("^gs://", "").split("/", 2);
    return buckets.read(bucketAndName[0], bucketAndName[1]);
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
