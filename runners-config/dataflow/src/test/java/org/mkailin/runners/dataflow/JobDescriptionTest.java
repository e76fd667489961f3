package org.mkailin.runners.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mkailin.pipelines.CommandLineFixture.Ran;
import org.mkailin.runners.dataflow.standin.GoogleStandIn;

/** What the service is sent: the job, and the pipeline that it stages. */
@ExtendWith(DryRun.Once.class)
class JobDescriptionTest {
  private static final String OWN_IMAGE = "europe-docker.pkg.dev/lab-project/images/mkailin:1";

  @Test
  void describesAJobForProcessors(DryRun dryRun) {
    assertThat(dryRun.google().jobs()).hasSizeGreaterThanOrEqualTo(2);
    JsonNode job = dryRun.google().jobs().get(1);
    assertThat(job.path("type").asText()).isEqualTo("JOB_TYPE_BATCH");
    assertThat(job.path("name").asText()).matches("mkailin-distill-\\d{8}-\\d{6}-[0-9a-f]{4}");
    assertThat(job.path("name")).isNotEqualTo(dryRun.google().jobs().get(0).path("name"));
    assertThat(job.path("labels").path("team").asText()).isEqualTo("pubmed");

    JsonNode environment = job.path("environment");
    assertThat(DryRun.texts(environment.path("experiments")))
        .contains("use_runner_v2", "no_use_multiple_sdk_containers", "use_unified_worker");
    assertThat(environment.path("serviceOptions")).isEmpty();
    assertThat(environment.at("/version/job_type").asText()).isEqualTo("FNAPI_BATCH");
    assertThat(environment.at("/userAgent/version").asText()).isEqualTo("2.70.0");
    assertThat(environment.path("tempStoragePrefix").asText()).endsWith("/lab/temp");

    JsonNode workers = environment.path("workerPools").path(0);
    assertThat(workers.path("diskSizeGb").asInt()).isEqualTo(50);
    assertThat(workers.has("machineType")).isFalse();
    assertThat(workers.at("/autoscalingSettings/maxNumWorkers").asInt()).isZero();
    assertThat(workers.path("workerHarnessContainerImage").asText()).isEqualTo(WorkerImage.beams());
    assertThat(workers.path("sdkHarnessContainerImages"))
        .isNotEmpty()
        .allSatisfy(
            image -> {
              assertThat(image.path("containerImage").asText()).isEqualTo(WorkerImage.beams());
              // One process on a worker, for all of its processors.
              assertThat(image.path("useSingleCorePerContainer").asBoolean()).isFalse();
              assertThat(DryRun.texts(image.path("capabilities")))
                  .contains("beam:protocol:multi_core_bundle_processing:v1");
            });
    assertThat(environment.at("/sdkPipelineOptions/options/numberOfWorkerHarnessThreads").asInt())
        .isEqualTo(8);
  }

  @Test
  void describesAJobForGpus(DryRun dryRun) throws IOException {
    try (GoogleStandIn refusing = dryRun.withIndex()) {
      refusing.failJobs("ZONE_RESOURCE_POOL_EXHAUSTED: no nvidia-l4 in us-central1-a");
      Ran ran =
          dryRun.distil(
              refusing,
              "gs://lab/gpu-out",
              "--sdkContainerImage=" + OWN_IMAGE,
              "--workerMachineType=g2-standard-8",
              "--dataflowServiceOptions=worker_accelerator=type:nvidia-l4;count:1;install-nvidia-driver:5xx",
              "--numWorkers=1",
              "--maxNumWorkers=4",
              "--jobName=Pubmed-GPU");

      JsonNode job = refusing.jobs().get(0);
      assertThat(job.path("name").asText()).isEqualTo("pubmed-gpu");
      JsonNode environment = job.path("environment");
      assertThat(DryRun.texts(environment.path("serviceOptions")))
          .containsExactly("worker_accelerator=type:nvidia-l4;count:1;install-nvidia-driver:5xx");
      JsonNode workers = environment.path("workerPools").path(0);
      assertThat(workers.path("machineType").asText()).isEqualTo("g2-standard-8");
      assertThat(workers.path("diskSizeGb").asInt()).isEqualTo(100);
      assertThat(workers.path("numWorkers").asInt()).isEqualTo(1);
      assertThat(workers.at("/autoscalingSettings/maxNumWorkers").asInt()).isEqualTo(4);
      assertThat(workers.path("sdkHarnessContainerImages"))
          .isNotEmpty()
          .allSatisfy(
              image -> assertThat(image.path("containerImage").asText()).isEqualTo(OWN_IMAGE));
      assertThat(environments(refusing.staged(job)))
          .isNotEmpty()
          .allSatisfy(image -> assertThat(image).isEqualTo(OWN_IMAGE));

      // The service's words reach the user, without its stack trace; nothing is left behind.
      assertThat(ran.exitCode()).isEqualTo(1);
      assertThat(ran.err())
          .contains("ZONE_RESOURCE_POOL_EXHAUSTED: no nvidia-l4 in us-central1-a")
          .doesNotContain("D.java");
      assertThat(refusing.buckets().names(DryRun.BUCKET, "gpu-out/")).isEmpty();
    }
  }

  @Test
  void onlyAnAgentsOwnStepsAskForItsMachine(DryRun dryRun) throws IOException {
    String accelerator = "type:nvidia-l4;count:1;machine_type:g2-standard-8;install-nvidia-driver";
    String agents =
        DryRun.agentsWith(
            String.format(
                Locale.ROOT, "{ accelerator: \"%s\", min-ram: 24GB, cpus: 8 }", accelerator),
            "general");
    try (GoogleStandIn google = dryRun.withIndex()) {
      google.failJobs("not run here");
      dryRun.distilWith(
          agents, google, "gs://lab/right-fitted", "--sdkContainerImage=" + OWN_IMAGE);

      JsonNode job = google.jobs().get(0);
      assertThat(job.at("/environment/serviceOptions")).isEmpty();
      RunnerApi.Components staged = google.staged(job).getComponents();
      Map<String, String> asked =
          Map.of(
              "beam:resources:accelerator:v1",
              accelerator,
              "beam:resources:min_ram_bytes:v1",
              "24000000000",
              "beam:resources:cpu_count:v1",
              "8");
      assertThat(hints(staged))
          .isEqualTo(
              Map.of(
                  "Ask general/RunAgent/Spread/Take apart/ParMultiDo(TakeApart)", asked,
                  "Ask general/RunAgent/Agent general/ParMultiDo(Agent)", asked,
                  "Ask general/RunAgent/Sort outcomes", asked));
      // One environment more, of the same image.
      assertThat(environments(google.staged(job))).containsExactly(OWN_IMAGE, OWN_IMAGE);
      assertThat(job.at("/environment/workerPools/0/sdkHarnessContainerImages")).hasSize(2);
    }
  }

  @Test
  void stagesThePipelineInItsPortableForm(DryRun dryRun) throws IOException {
    JsonNode job = dryRun.google().jobs().get(1);
    RunnerApi.Pipeline pipeline = dryRun.google().staged(job);
    List<String> steps =
        pipeline.getComponents().getTransformsMap().values().stream()
            .map(RunnerApi.PTransform::getUniqueName)
            .toList();
    // As the graph of the console names them.
    assertThat(steps)
        .contains(
            "Read citations",
            "Ask general",
            "Ask domain",
            "Retrieve for general",
            "Pair",
            "Judge",
            "Answer",
            "Write preferences");
    assertThat(steps)
        .filteredOn(step -> !step.contains("/"))
        .noneMatch(step -> step.contains("Anonymous") || step.contains("ParDo"));
    assertThat(job.at("/environment/workerPools/0/packages").findValuesAsText("name"))
        .containsExactly("job.jar");
  }

  /** The images of a pipeline's environments. */
  private static List<String> environments(RunnerApi.Pipeline pipeline) throws IOException {
    List<String> images = new ArrayList<>();
    for (RunnerApi.Environment environment :
        pipeline.getComponents().getEnvironmentsMap().values()) {
      images.add(RunnerApi.DockerPayload.parseFrom(environment.getPayload()).getContainerImage());
    }
    return images;
  }

  /** The resource hints of every step that has some. */
  private static Map<String, Map<String, String>> hints(RunnerApi.Components staged) {
    Map<String, Map<String, String>> hints = new TreeMap<>();
    for (RunnerApi.PTransform transform : staged.getTransformsMap().values()) {
      if (transform.getSubtransformsCount() == 0 && !transform.getEnvironmentId().isEmpty()) {
        Map<String, String> found = new TreeMap<>();
        staged
            .getEnvironmentsOrThrow(transform.getEnvironmentId())
            .getResourceHintsMap()
            .forEach((urn, value) -> found.put(urn, value.toStringUtf8()));
        if (!found.isEmpty()) {
          hints.put(transform.getUniqueName(), found);
        }
      }
    }
    return hints;
  }
}
