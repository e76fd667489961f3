package org.mkailin.runners.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.runners.dataflow.options.DataflowPipelineDebugOptions;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.agent.AgentResources;

/** What a job gets where its user said nothing, and what is refused before it is paid for. */
class JobOptionsTest {
  private static final List<String> PLACE =
      List.of("--project=my-project", "--region=us-central1", "--gcpTempLocation=gs://b/temp/");
  private static final String IMAGE = "--sdkContainerImage=europe-docker.pkg.dev/p/r/mkailin:1";

  private final SupportedDataflowRunner runner = new SupportedDataflowRunner();

  @TempDir Path folder;

  @Test
  void aPlaceIsAllThatAJobNeeds() {
    DataflowPipelineOptions job = completed(PLACE);

    assertThat(runner.problems(job)).isEmpty();
    assertThat(job.getExperiments())
        .containsExactly("use_runner_v2", "no_use_multiple_sdk_containers");
    assertThat(job.getSdkContainerImage())
        .isEqualTo("gcr.io/cloud-dataflow/v1beta3/beam_java17_sdk:2.70.0");
    assertThat(job.getStagingLocation()).isEqualTo("gs://b/temp/staging");
    assertThat(job.getDiskSizeGb()).isEqualTo(50);
    assertThat(threads(job)).isEqualTo(8);
    assertThat(job.getLabels()).containsEntry("app", "mkailin");
    // Autoscaling is the user's.
    assertThat(job.getNumWorkers()).isZero();
    assertThat(job.getMaxNumWorkers()).isZero();
  }

  @Test
  void whatIsGivenStays() {
    DataflowPipelineOptions job =
        completed(
            PLACE,
            IMAGE,
            "--experiments=use_multiple_sdk_containers",
            "--stagingLocation=gs://other/staging",
            "--diskSizeGb=70",
            "--numberOfWorkerHarnessThreads=3",
            "--jobName=mine",
            "--labels={\"team\": \"pubmed\"}");

    assertThat(runner.problems(job)).isEmpty();
    assertThat(job.getExperiments())
        .containsExactly("use_multiple_sdk_containers", "use_runner_v2");
    assertThat(job.getSdkContainerImage()).isEqualTo("europe-docker.pkg.dev/p/r/mkailin:1");
    assertThat(job.getStagingLocation()).isEqualTo("gs://other/staging");
    assertThat(job.getDiskSizeGb()).isEqualTo(70);
    assertThat(threads(job)).isEqualTo(3);
    assertThat(job.getJobName()).isEqualTo("mine");
    assertThat(job.getLabels()).containsOnlyKeys("team");
  }

  @Test
  void aMachineWithMoreProcessorsGetsMoreThreads() {
    assertThat(threads(completed(PLACE, "--workerMachineType=g2-standard-48"))).isEqualTo(48);
    assertThat(threads(completed(PLACE, "--workerMachineType=n1-standard-4"))).isEqualTo(8);
    // 1g are GPUs.
    assertThat(threads(completed(PLACE, "--workerMachineType=a2-highgpu-1g"))).isEqualTo(8);
  }

  @Test
  void theNativeLibraryIsStagedUnlessTheImageHasIt() {
    assertThat(completed(PLACE).getFilesToStage()).anyMatch(StagedFiles::isNatives);
    assertThat(completed(PLACE, IMAGE).getFilesToStage())
        .isNotEmpty()
        .noneMatch(StagedFiles::isNatives);
    assertThat(completed(PLACE, IMAGE, "--stageNatives=true").getFilesToStage())
        .anyMatch(StagedFiles::isNatives);
  }

  @Test
  void pluginsOfTheLauncherAreStaged() throws IOException {
    Path plugin = Files.createFile(folder.resolve("my-plugin.jar"));
    System.setProperty(StagedFiles.PLUGINS, plugin.toString());
    try {
      assertThat(completed(PLACE).getFilesToStage()).contains(plugin.toString());
    } finally {
      System.clearProperty(StagedFiles.PLUGINS);
    }
  }

  @Test
  void everyProblemIsToldAtOnce() {
    List<String> problems =
        problems(
            "--project=12345",
            "--region=us-central1",
            "--gcpTempLocation=gs://b/temp",
            "--stagingLocation=/tmp/staging",
            "--jobName=my_job",
            "--labels={\"Team\": \"a\"}",
            "--numWorkers=9",
            "--maxNumWorkers=3",
            "--diskSizeGb=10",
            "--numberOfWorkerHarnessThreads=-1",
            "--experiments=disable_runner_v2",
            "--sdkContainerImage=apache/beam_java11_sdk:2.70.0",
            "--dataflowServiceOptions=enable_prme",
            "--filesToStage=/no/such.jar");

    assertThat(problems)
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).contains("--project is '12345'"),
            p -> assertThat(p).contains("--stagingLocation is /tmp/staging", "gs://BUCKET/FOLDER"),
            p -> assertThat(p).contains("--jobName is 'my_job'"),
            p -> assertThat(p).contains("--labels has Team=a"),
            p -> assertThat(p).contains("--numWorkers is 9, but --maxNumWorkers is 3"),
            p -> assertThat(p).contains("--diskSizeGb is 10"),
            p -> assertThat(p).contains("--numberOfWorkerHarnessThreads is -1"),
            p -> assertThat(p).contains("disable_runner_v2"),
            p -> assertThat(p).contains("beam_java11_sdk", "Java 17"),
            p -> assertThat(p).contains("'enable_prme'", "did you mean 'enable_prime'?"),
            p -> assertThat(p).contains("/no/such.jar, which is not there"));
  }

  @Test
  void aJobWithoutAPlaceIsRefusedWithoutAskingGoogle() {
    assertThat(problems("--project=my-project", "--region=us-central1"))
        .singleElement()
        .asString()
        .contains("--gcpTempLocation is missing");
    assertThat(problems("--project=my-project", "--region=us-central1", "--tempLocation=gs://b/t"))
        .isEmpty();
  }

  @Test
  void aGpuNeedsAnImageAMachineAndADriver() {
    assertThat(gpu("type:nvidia-l4;count:1;install-nvidia-driver:5xx", IMAGE, "g2-standard-8"))
        .isEmpty();
    assertThat(gpu("type:nvidia-tesla-t4;count:2;install-nvidia-driver", IMAGE, "n1-standard-8"))
        .isEmpty();

    assertThat(gpu("type:nvidia-l4;count:1;install-nvidia-driver", "", "g2-standard-8"))
        .singleElement()
        .asString()
        .contains("Beam's image has no CUDA", "--sdkContainerImage");
    assertThat(gpu("type:nvidia-l4;count:1;install-nvidia-driver", IMAGE, "n1-standard-8"))
        .singleElement()
        .asString()
        .contains("nvidia-l4, which n1-standard-8 can't have", "g2-standard-*");
    assertThat(gpu("type:nvidia-l4;count:1;install-nvidia-driver", IMAGE, ""))
        .singleElement()
        .asString()
        .contains("the machine type is left open");
    assertThat(gpu("type:nvidia-tesla-a100;count:1;install-nvidia-driver", IMAGE, "a2-highgpu-2g"))
        .singleElement()
        .asString()
        .contains("has count 1, but a a2-highgpu-2g has 2");
    assertThat(gpu("type:nvidia-l4;count:2;install-nvidia-driver", IMAGE, "g2-standard-48"))
        .singleElement()
        .asString()
        .contains("count:4");
    assertThat(gpu("type:nvidia-l4;count:1", IMAGE, "g2-standard-8"))
        .singleElement()
        .asString()
        .contains("installs no driver", ";install-nvidia-driver");
  }

  @Test
  void aMistypedAcceleratorIsExplained() {
    assertThat(gpu("type:nvidia-l5;count:0;install-nvidia-drivers", IMAGE, "g2-standard-8"))
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).contains("'nvidia-l5'; did you mean 'nvidia-l4'?"),
            p -> assertThat(p).contains("count '0'"),
            p -> assertThat(p).contains("did you mean 'install-nvidia-driver'?"),
            p -> assertThat(p).contains("installs no driver"));
  }

  @Test
  void anAgentsGpuIsCheckedLikeTheJobs() {
    assertThat(agentsGpu("type:nvidia-l4;count:1;install-nvidia-driver", IMAGE)).isEmpty();
    assertThat(
            agentsGpu(
                "type:nvidia-l4;count:1;machine_type:g2-standard-8;install-nvidia-driver:5xx",
                IMAGE,
                "--workerMachineType=n1-standard-4"))
        .isEmpty();

    assertThat(agentsGpu("type:nvidia-l4;count:1;install-nvidia-driver"))
        .containsExactly(
            "agent 'general': resources.accelerator is type:nvidia-l4;count:1;install-nvidia-driver,"
                + " but Beam's image has no CUDA; pass --sdkContainerImage with mkailin's worker image"
                + " (docs/dataflow.md)");
    assertThat(agentsGpu("type:nvidia-l5;count:1;machine-type:g2-standard-8", IMAGE))
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).contains("agent 'general'", "did you mean 'nvidia-l4'?"),
            p -> assertThat(p).contains("agent 'general'", "did you mean 'machine_type'?"),
            p -> assertThat(p).contains("agent 'general'", "installs no driver"));
    assertThat(
            agentsGpu(
                "type:nvidia-l4;count:1;install-nvidia-driver",
                IMAGE,
                "--workerMachineType=n1-standard-4"))
        .singleElement()
        .asString()
        .contains("nvidia-l4, which n1-standard-4 can't have; choose one of g2-standard-*");
  }

  @Test
  void rightFittingHasRivals() {
    assertThat(
            agentsGpu(
                "type:nvidia-l4;count:1;install-nvidia-driver",
                IMAGE,
                "--workerMachineType=g2-standard-8",
                "--flexRSGoal=COST_OPTIMIZED",
                "--dataflowServiceOptions=worker_accelerator=type:nvidia-l4;count:1;install-nvidia-driver"))
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).contains("agent 'general'", "worker_accelerator", "leave one out"),
            p -> assertThat(p).contains("agent 'general'", "--flexRSGoal", "leave one out"));
    assertThat(runner.problems(completed(PLACE), Map.of())).isEmpty();
    assertThat(
            runner.problems(
                completed(PLACE), Map.of("evaluator", new AgentResources("", "24GB", 0))))
        .isEmpty();
  }

  @Test
  void aServiceOptionThatIsNewIsLeftToTheService() {
    assertThat(problems(PLACE, "--dataflowServiceOptions=quantum_shuffle=on")).isEmpty();
  }

  @Test
  void aTemplateLaunchIsToldByItsLocation() {
    assertThat(runner.leavesTemplate(completed(PLACE))).isFalse();
    assertThat(runner.leavesTemplate(completed(PLACE, "--templateLocation=gs://b/t/job"))).isTrue();
  }

  private List<String> gpu(String accelerator, String image, String machine) {
    List<String> options =
        new ArrayList<>(List.of("--dataflowServiceOptions=worker_accelerator=" + accelerator));
    if (!image.isEmpty()) {
      options.add(image);
    }
    if (!machine.isEmpty()) {
      options.add("--workerMachineType=" + machine);
    }
    return problems(PLACE, options.toArray(String[]::new));
  }

  private List<String> agentsGpu(String accelerator, String... options) {
    return runner.problems(
        completed(PLACE, options), Map.of("general", new AgentResources(accelerator, "", 0)));
  }

  private List<String> problems(String... options) {
    return problems(List.of(), options);
  }

  private List<String> problems(List<String> first, String... more) {
    return runner.problems(completed(first, more));
  }

  private DataflowPipelineOptions completed(List<String> first, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--runner=DataflowRunner"));
    arguments.addAll(first);
    arguments.addAll(Arrays.asList(more));
    DataflowPipelineOptions job =
        PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new))
            .as(DataflowPipelineOptions.class);
    Set<String> given =
        arguments.stream()
            .map(argument -> argument.replaceFirst("^--", "").split("=", 2)[0])
            .collect(Collectors.toSet());
    runner.complete(job, given);
    return job;
  }

  private static int threads(DataflowPipelineOptions job) {
    return job.as(DataflowPipelineDebugOptions.class).getNumberOfWorkerHarnessThreads();
  }
}
