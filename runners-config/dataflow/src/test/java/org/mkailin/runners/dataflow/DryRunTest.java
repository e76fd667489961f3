package org.mkailin.runners.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Streams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.pipelines.CommandLineFixture;
import org.mkailin.pipelines.CommandLineFixture.Ran;
import org.mkailin.runners.dataflow.standin.GoogleStandIn;

/**
 * The real command at a stand-in of Google's services: what the service is sent, and, as the
 * stand-in runs what it is sent, what is in the bucket when the command ends.
 */
class DryRunTest {
  private static final String BUCKET = GoogleStandIn.BUCKET;
  private static final String OWN_IMAGE = "europe-docker.pkg.dev/lab-project/images/mkailin:1";

  @TempDir static Path folder;

  private static GoogleStandIn google;
  private static Path sample;
  private static Ran dryRun;

  @BeforeAll
  static void runTheWholeCommandOnce() throws IOException {
    sample = folder.resolve("sample");
    CommandLineFixture.unpackSample(sample);
    google = new GoogleStandIn(Files.createDirectory(folder.resolve("buckets")));
    for (String file : CommandLineFixture.sample()) {
      google.buckets().upload(sample.resolve(file), BUCKET, "in/" + file);
    }
    dryRun = distil(google, "gs://lab/out", "--labels={\"team\": \"pubmed\"}");
  }

  @AfterAll
  static void close() {
    google.close();
  }

  @Test
  void publishesTheDirectRunnersBytes() throws IOException {
    assertThat(dryRun.exitCode()).as(dryRun.err()).isZero();
    Path direct = folder.resolve("direct");
    Ran local =
        CommandLineFixture.mkailin(
            List.of(
                "distill",
                "--citations=" + sample + "/sample26n*.xml",
                "--mesh=" + sample.resolve("sample-desc2022.xml"),
                "--out=" + direct,
                // Direct's checks of every element, which its own module switches off.
                "--enforceEncodability=false",
                "--enforceImmutability=false"));
    assertThat(local.exitCode()).as(local.err()).isZero();

    Map<String, String> published = new TreeMap<>();
    for (String name : google.buckets().names(BUCKET, "out/")) {
      published.put(
          name.substring("out/".length()),
          new String(google.buckets().read(BUCKET, name), StandardCharsets.UTF_8));
    }
    assertThat(published).containsKeys("manifest.json", "README.md", "report.html");
    assertThat(published.keySet()).noneMatch(name -> name.startsWith("."));
    assertThat(rows(published)).isNotEmpty().isEqualTo(rows(contents(direct)));
  }

  @Test
  void describesAJobForProcessors() {
    assertThat(google.jobs()).hasSizeGreaterThanOrEqualTo(2);
    JsonNode job = google.jobs().get(1);
    assertThat(job.path("type").asText()).isEqualTo("JOB_TYPE_BATCH");
    assertThat(job.path("name").asText()).matches("mkailin-\\d{8}-\\d{6}-[0-9a-f]{4}");
    assertThat(job.path("name")).isNotEqualTo(google.jobs().get(0).path("name"));
    assertThat(job.path("labels").path("team").asText()).isEqualTo("pubmed");

    JsonNode environment = job.path("environment");
    assertThat(texts(environment.path("experiments")))
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
              assertThat(texts(image.path("capabilities")))
                  .contains("beam:protocol:multi_core_bundle_processing:v1");
            });
    assertThat(environment.at("/sdkPipelineOptions/options/numberOfWorkerHarnessThreads").asInt())
        .isEqualTo(8);
  }

  @Test
  void describesAJobForGpus() throws IOException {
    try (GoogleStandIn refusing = withIndex()) {
      refusing.failJobs("ZONE_RESOURCE_POOL_EXHAUSTED: no nvidia-l4 in us-central1-a");
      Ran ran =
          distil(
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
      assertThat(texts(environment.path("serviceOptions")))
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
      assertThat(environments(refusing, job))
          .isNotEmpty()
          .allSatisfy(image -> assertThat(image).isEqualTo(OWN_IMAGE));

      // The service's words reach the user, without its stack trace; nothing is left behind.
      assertThat(ran.exitCode()).isEqualTo(1);
      assertThat(ran.err())
          .contains("ZONE_RESOURCE_POOL_EXHAUSTED: no nvidia-l4 in us-central1-a")
          .doesNotContain("D.java");
      assertThat(refusing.buckets().names(BUCKET, "gpu-out/")).isEmpty();
    }
  }

  @Test
  void stagesThePipelineInItsPortableForm() throws IOException {
    JsonNode job = google.jobs().get(1);
    RunnerApi.Pipeline pipeline = staged(google, job);
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
    assertThat(texts(job.at("/environment/workerPools/0/packages"), "name"))
        .containsExactly("job.jar");
  }

  @Test
  void aServiceThatRefusesIsQuotedAndNothingStays() throws IOException {
    try (GoogleStandIn refusing = withIndex()) {
      refusing.refuseJobs(403, "Permission dataflow.jobs.create denied on project lab-project");
      Ran ran = distil(refusing, "gs://lab/refused");

      assertThat(ran.exitCode()).isEqualTo(1);
      assertThat(ran.err())
          .contains("Permission dataflow.jobs.create denied on project lab-project");
      assertThat(refusing.buckets().names(BUCKET, "refused/")).isEmpty();
    }
  }

  @Test
  void aBucketThatIsNotThereIsNamed() throws IOException {
    try (GoogleStandIn other = withIndex()) {
      List<String> command = new ArrayList<>(arguments(other, "gs://lab/nowhere"));
      command.removeAll(other.options());
      command.addAll(other.options("gs://not-there/temp"));
      command.add(0, "distill");
      Ran ran = CommandLineFixture.mkailin(command);

      assertThat(ran.exitCode()).isNotZero();
      assertThat(ran.err()).contains("not-there");
      assertThat(other.jobs()).isEmpty();
      assertThat(other.buckets().names(BUCKET, "nowhere/")).isEmpty();
    }
  }

  @Test
  void localPathsAreRefusedBeforeAnythingIsSent() throws IOException {
    try (GoogleStandIn other = withIndex()) {
      List<String> command = new ArrayList<>(List.of("distill"));
      command.addAll(other.options());
      command.addAll(
          List.of(
              "--citations=" + sample + "/sample26n*.xml",
              "--mesh=" + sample.resolve("sample-desc2022.xml"),
              "--out=" + folder.resolve("local-out")));
      Ran ran = CommandLineFixture.mkailin(command);

      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.err()).contains("--citations", "--mesh", "--out", "gs://BUCKET");
      assertThat(other.jobs()).isEmpty();
    }
  }

  @Test
  void aTemplateIsWrittenAndNoJobIsLaunched() throws IOException {
    try (GoogleStandIn other = withIndex()) {
      List<String> parameters = new ArrayList<>(arguments(other, "gs://lab/from-template"));
      parameters.add("--templateLocation=gs://lab/templates/job_object");
      Ran ran =
          CommandLineFixture.mkailin(
              List.of(FlexTemplate.command(parameters.toArray(String[]::new))));

      assertThat(ran.exitCode()).as(ran.err()).isZero();
      assertThat(ran.out()).contains("mkailin publish --out gs://lab/from-template");
      assertThat(other.jobs()).isEmpty();
      JsonNode job =
          new ObjectMapper().readTree(other.buckets().read(BUCKET, "templates/job_object"));
      assertThat(job.path("environment").path("workerPools")).isNotEmpty();
    }
  }

  /** A service with citations, an index and statistics: a distillation is one job there. */
  private static GoogleStandIn withIndex() throws IOException {
    GoogleStandIn other = new GoogleStandIn(Files.createTempDirectory(folder, "buckets"));
    for (String prefix : List.of("in/", "index", "statistics.tsv")) {
      for (String name : google.buckets().names(BUCKET, prefix)) {
        other.buckets().copy(google.buckets(), BUCKET, name);
      }
    }
    return other;
  }

  private static Ran distil(GoogleStandIn google, String out, String... more) {
    List<String> command = new ArrayList<>(List.of("distill"));
    command.addAll(arguments(google, out));
    command.addAll(Arrays.asList(more));
    return CommandLineFixture.mkailin(command);
  }

  private static List<String> arguments(GoogleStandIn google, String out) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--citations=gs://lab/in/sample26n*.xml",
                "--mesh=gs://lab/in/sample-desc2022.xml",
                "--index=gs://lab/index",
                "--statistics=gs://lab/statistics.tsv",
                "--out=" + out,
                // The classes are here already; what is staged is looked at in PackagedJarIT.
                "--filesToStage=job.jar=" + sample.resolve("sample26n0001.xml")));
    arguments.addAll(google.options());
    return arguments;
  }

  private static RunnerApi.Pipeline staged(GoogleStandIn google, JsonNode job) throws IOException {
    String url = job.at("/environment/sdkPipelineOptions/options/pipelineUrl").asText();
    return RunnerApi.Pipeline.parseFrom(
        google.buckets().read(BUCKET, url.replaceFirst("gs://" + BUCKET + "/", "")));
  }

  /** The images of the staged pipeline's environments. */
  private static List<String> environments(GoogleStandIn google, JsonNode job) throws IOException {
    List<String> images = new ArrayList<>();
    for (RunnerApi.Environment environment :
        staged(google, job).getComponents().getEnvironmentsMap().values()) {
      images.add(RunnerApi.DockerPayload.parseFrom(environment.getPayload()).getContainerImage());
    }
    return images;
  }

  private static List<String> texts(JsonNode array) {
    return Streams.stream(array).map(JsonNode::asText).toList();
  }

  private static List<String> texts(JsonNode array, String field) {
    return Streams.stream(array).map(node -> node.path(field).asText()).toList();
  }

  private static Map<String, String> rows(Map<String, String> files) {
    Map<String, String> rows = new TreeMap<>(files);
    rows.keySet().removeIf(name -> !name.endsWith(".jsonl"));
    return rows;
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
