package org.mkailin.runners.dataflow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineDebugOptions;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.jspecify.annotations.Nullable;

/** What is wrong with a job's options, as far as they tell without asking anyone. */
final class JobProblems {
  /** The image, its layers unpacked, and TensorFlow's library once more, unpacked from its jar. */
  private static final int MIN_DISK_GB_WITH_GPU = 50;

  private static final int MIN_DISK_GB = 25;
  private static final String NAME = "[a-z]([-a-z0-9]*[a-z0-9])?";
  private static final String LABEL_KEY = "\\p{Ll}[\\p{Ll}\\p{N}_-]{0,62}";
  private static final String LABEL_VALUE = "[\\p{Ll}\\p{N}_-]{0,63}";

  private final DataflowPipelineOptions job;
  private final List<String> problems = new ArrayList<>();

  private JobProblems(DataflowPipelineOptions job) {
    this.job = job;
  }

  /** One sentence for each. */
  static List<String> of(DataflowPipelineOptions job) {
    JobProblems all = new JobProblems(job);
    all.checkPlace();
    all.checkNames();
    all.checkWorkers();
    all.checkExperiments();
    all.checkServiceOptions();
    all.checkStagedFiles();
    return all.problems;
  }

  private void checkPlace() {
    String project = valueOf(job::getProject);
    if (project == null || project.isEmpty()) {
      problems.add("--project is missing; pass the ID of the Google Cloud project to run in");
    } else if (!project.matches(DataflowRunner.PROJECT_ID_REGEXP)) {
      problems.add(
          String.format(
              Locale.ROOT,
              "--project is '%s', but must be a project's ID (not its number, not its title)",
              project));
    }
    String region = valueOf(job::getRegion);
    if (region == null || region.isEmpty()) {
      problems.add("--region is missing; pass the region to run in, such as us-central1");
    }
    if (job.getWorkerRegion() != null && job.getWorkerZone() != null) {
      problems.add("--workerRegion and --workerZone exclude each other; pass one");
    }
    checkBucket("gcpTempLocation", valueOf(job::getGcpTempLocation));
    checkBucket("stagingLocation", valueOf(job::getStagingLocation));
    if (job.isStreaming()) {
      problems.add("--streaming is set, but mkailin's pipelines end; leave it out");
    }
  }

  private void checkBucket(String option, @Nullable String location) {
    if (location == null || location.isEmpty()) {
      if (option.equals("gcpTempLocation")) {
        problems.add("--gcpTempLocation is missing; pass a folder of a bucket: gs://BUCKET/FOLDER");
      }
    } else if (!location.matches("gs://[^/]+(/.*)?")) {
      problems.add(
          String.format(
              Locale.ROOT,
              "--%s is %s, which Dataflow can't see; pass a folder of a bucket: gs://BUCKET/FOLDER",
              option,
              location));
    }
  }

  private void checkNames() {
    if (!job.getJobName().matches("(?i)" + NAME)) {
      problems.add(
          String.format(
              Locale.ROOT,
              "--jobName is '%s', but may only have letters, digits and -, a letter first and no - last",
              job.getJobName()));
    }
    Objects.requireNonNullElse(job.getLabels(), Map.<String, String>of())
        .forEach(
            (key, value) -> {
              if (!key.matches(LABEL_KEY) || !value.matches(LABEL_VALUE)) {
                problems.add(
                    String.format(
                        Locale.ROOT,
                        "--labels has %s=%s, but keys and values may only have lower-case letters, digits, _ and -, at most 63",
                        key,
                        value));
              }
            });
  }

  private void checkWorkers() {
    if (job.getMaxNumWorkers() > 0 && job.getNumWorkers() > job.getMaxNumWorkers()) {
      problems.add(
          String.format(
              Locale.ROOT,
              "--numWorkers is %d, but --maxNumWorkers is %d; begin with at most as many as it may become",
              job.getNumWorkers(),
              job.getMaxNumWorkers()));
    }
    int minimum = accelerator().isPresent() ? MIN_DISK_GB_WITH_GPU : MIN_DISK_GB;
    if (job.getDiskSizeGb() > 0 && job.getDiskSizeGb() < minimum) {
      problems.add(
          String.format(
              Locale.ROOT,
              "--diskSizeGb is %d, but the workers' image and what it unpacks need %d, and models come on top",
              job.getDiskSizeGb(),
              minimum));
    }
    int threads = job.as(DataflowPipelineDebugOptions.class).getNumberOfWorkerHarnessThreads();
    if (threads < 0) {
      problems.add(
          String.format(
              Locale.ROOT,
              "--numberOfWorkerHarnessThreads is %d, but must be at least 1",
              threads));
    }
    String image = job.getSdkContainerImage();
    if (image != null) {
      WorkerImage.problem(image).ifPresent(problems::add);
    }
  }

  private void checkExperiments() {
    for (String experiment : Objects.requireNonNullElse(job.getExperiments(), List.<String>of())) {
      if (experiment.startsWith("disable_runner_v2")) {
        problems.add(
            String.format(
                Locale.ROOT,
                "--experiments has %s, but containers with GPUs and Java 17 need Runner v2; leave it out",
                experiment));
      } else if (experiment.startsWith(Accelerator.OPTION)) {
        problems.add(
            String.format(
                Locale.ROOT,
                "--experiments has %s; pass it as --dataflowServiceOptions=%s",
                Accelerator.OPTION,
                experiment));
      }
    }
  }

  private void checkServiceOptions() {
    ServiceOptions.of(job)
        .forEach(option -> ServiceOptions.problem(option).ifPresent(problems::add));
    accelerator()
        .ifPresent(
            accelerator -> {
              accelerator
                  .problems(job.getWorkerMachineType())
                  .forEach(
                      problem ->
                          problems.add(
                              String.format(
                                  Locale.ROOT,
                                  "--dataflowServiceOptions: %s %s",
                                  Accelerator.OPTION,
                                  problem)));
              if (WorkerImage.lacksCuda(job.getSdkContainerImage())) {
                problems.add("--dataflowServiceOptions asks for a GPU, " + WorkerImage.NO_CUDA);
              }
            });
  }

  private void checkStagedFiles() {
    for (String file : Objects.requireNonNullElse(job.getFilesToStage(), List.<String>of())) {
      String path = file.substring(file.indexOf('=') + 1);
      if (!path.startsWith("gs://") && !Files.exists(Path.of(path))) {
        problems.add(
            String.format(
                Locale.ROOT,
                "--filesToStage has %s, which is not there; correct the path, or leave the option out",
                path));
      }
    }
  }

  private Optional<Accelerator> accelerator() {
    return ServiceOptions.value(ServiceOptions.of(job), Accelerator.OPTION).map(Accelerator::parse);
  }

  /** Beam looks up what was not given, and throws where it finds nothing. */
  private static @Nullable String valueOf(Supplier<@Nullable String> option) {
    try {
      return option.get();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
