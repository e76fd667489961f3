package org.mkailin.runners.dataflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.runners.dataflow.options.DataflowPipelineDebugOptions;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;

/** What a job gets where its user said nothing. The bounds of autoscaling stay with the user. */
final class JobDefaults {
  static final String RUNNER_V2 = "use_runner_v2";

  /** So that a worker holds each model once, however many processors it has. */
  static final String ONE_PROCESS = "no_use_multiple_sdk_containers";

  /** Enough bundles at a time to fill a model's batch, also on a small machine. */
  private static final int MIN_THREADS = 8;

  private static final int DISK_GB = 50;
  private static final int DISK_GB_WITH_OWN_IMAGE = 100;
  private static final Pattern VCPUS = Pattern.compile("[a-z0-9]+-[a-z]+-(\\d+).*");

  private final DataflowPipelineOptions job;
  private final Set<String> given;

  JobDefaults(DataflowPipelineOptions job, Set<String> given) {
    this.job = job;
    this.given = given;
  }

  void fillIn() {
    fillInExperiments();
    if (isOpen("sdkContainerImage") && isOpen("workerHarnessContainerImage")) {
      job.setSdkContainerImage(WorkerImage.beams());
    }
    if (isOpen("numberOfWorkerHarnessThreads")) {
      job.as(DataflowPipelineDebugOptions.class)
          .setNumberOfWorkerHarnessThreads(threads(job.getWorkerMachineType()));
    }
    if (isOpen("diskSizeGb")) {
      job.setDiskSizeGb(hasBeamsImage() ? DISK_GB : DISK_GB_WITH_OWN_IMAGE);
    }
    if (isOpen("labels")) {
      job.setLabels(Map.of("app", "mkailin"));
    }
    fillInLocations();
    StagingOptions staging = job.as(StagingOptions.class);
    if (isOpen("stageNatives")) {
      staging.setStageNatives(hasBeamsImage());
    }
    if (isOpen("filesToStage")) {
      job.setFilesToStage(
          StagedFiles.ofClassPath(job, Boolean.TRUE.equals(staging.getStageNatives())));
    }
  }

  private void fillInExperiments() {
    List<String> experiments =
        new ArrayList<>(Objects.requireNonNullElse(job.getExperiments(), List.of()));
    if (!experiments.contains(RUNNER_V2)) {
      experiments.add(RUNNER_V2);
    }
    if (!experiments.contains(ONE_PROCESS)
        && !experiments.contains("use_multiple_sdk_containers")) {
      experiments.add(ONE_PROCESS);
    }
    job.setExperiments(experiments);
  }

  /** Left open, Beam would look for a bucket of its own in the project, and make one. */
  private void fillInLocations() {
    if (isOpen("gcpTempLocation")) {
      job.setGcpTempLocation(isOpen("tempLocation") ? "" : job.getTempLocation());
    }
    String temporary = job.getGcpTempLocation();
    if (isOpen("stagingLocation")) {
      job.setStagingLocation(
          temporary.isEmpty() ? "" : temporary.replaceAll("/+$", "") + "/staging");
    }
  }

  /** As many bundles at a time as the machine has processors, where its type tells. */
  private static int threads(String machineType) {
    Matcher vcpus = VCPUS.matcher(Objects.requireNonNullElse(machineType, ""));
    return vcpus.matches() ? Math.max(MIN_THREADS, Integer.parseInt(vcpus.group(1))) : MIN_THREADS;
  }

  private boolean hasBeamsImage() {
    String image = job.getSdkContainerImage();
    return image != null && WorkerImage.isBeams(image);
  }

  private boolean isOpen(String option) {
    return !given.contains(option);
  }
}
