package org.mkailin.runners.dataflow;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.beam.runners.dataflow.options.DataflowPipelineDebugOptions;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.ReleaseInfo;
import org.mkailin.plugin.Findings;

/** Looks whether a job could be submitted, with the credentials at hand; submits nothing. */
final class JobExamination {
  private static final String SIGN_IN =
      "sign in by `gcloud auth application-default login`, or give the account the role";

  private final DataflowPipelineOptions job;
  private final Findings findings;

  JobExamination(DataflowPipelineOptions job, Findings findings) {
    this.job = job;
    this.findings = findings;
  }

  void run() {
    findings.good(
        "versions",
        String.format(
            Locale.ROOT,
            "Beam %s; Java %d on the workers, %d here",
            ReleaseInfo.getReleaseInfo().getSdkVersion(),
            WorkerImage.JAVA,
            Runtime.version().feature()));
    tellWorkers();
    tellStagedFiles();
    lookAtService();
    Set<String> folders = new LinkedHashSet<>();
    folders.add(job.getGcpTempLocation());
    folders.add(job.getStagingLocation());
    folders.forEach(this::lookAtFolder);
    findings.note(
        "not looked at",
        "quota, the roles of the workers' service account, whether the image can be pulled and"
            + " holds what it should, the GPU's driver: only a job can tell");
  }

  private void tellWorkers() {
    findings.good("image", Objects.toString(job.getSdkContainerImage(), "Beam's choice"));
    findings.good(
        "workers",
        String.format(
            Locale.ROOT,
            "%s, %d GB of disk, %d threads, %s",
            Objects.toString(job.getWorkerMachineType(), "machine type of Dataflow's choice"),
            job.getDiskSizeGb(),
            job.as(DataflowPipelineDebugOptions.class).getNumberOfWorkerHarnessThreads(),
            job.getMaxNumWorkers() > 0
                ? "at most " + job.getMaxNumWorkers()
                : "as many as Dataflow likes"));
    List<String> options = ServiceOptions.of(job);
    ServiceOptions.value(options, Accelerator.OPTION)
        .map(Accelerator::parse)
        .ifPresentOrElse(
            accelerator -> findings.good("GPU", accelerator.inWords()),
            () -> findings.note("GPU", "none for the whole job; agents may ask for their own"));
    for (String option : options) {
      if (!ServiceOptions.DOCUMENTED.contains(ServiceOptions.name(option))) {
        findings.note("service option", option + " is not among the documented ones");
      }
    }
  }

  private void tellStagedFiles() {
    List<String> files = Objects.requireNonNullElse(job.getFilesToStage(), List.of());
    long bytes =
        files.stream()
            .mapToLong(file -> new File(file.substring(file.indexOf('=') + 1)).length())
            .sum();
    findings.good(
        "staged files",
        String.format(
            Locale.ROOT,
            "%d, %,d MiB, %s TensorFlow's native library; what the bucket has is not sent again",
            files.size(),
            bytes >> 20,
            files.stream().anyMatch(StagedFiles::isNatives) ? "with" : "without"));
  }

  private void lookAtService() {
    String place =
        String.format(Locale.ROOT, "project %s, region %s", job.getProject(), job.getRegion());
    try {
      job.as(DataflowPipelineDebugOptions.class)
          .getDataflowClient()
          .projects()
          .locations()
          .jobs()
          .list(job.getProject(), job.getRegion())
          .setPageSize(1)
          .execute();
      findings.good("Dataflow", place + ", answers");
    } catch (IOException | RuntimeException e) {
      findings.problem(
          "Dataflow",
          String.format(Locale.ROOT, "%s: %s", place, reason(e)),
          "look at --project and --region, enable the Dataflow API, and "
              + SIGN_IN
              + " Dataflow Developer");
    }
  }

  /** Beam's file system does not tell a bucket that is missing from one that is closed. */
  private void lookAtFolder(String folder) {
    try {
      ResourceId probe =
          FileSystems.matchNewResource(
              folder.replaceAll("/+$", "") + "/mkailin-probe-" + UUID.randomUUID(), false);
      try (OutputStream out =
          Channels.newOutputStream(FileSystems.create(probe, "application/octet-stream"))) {
        out.write(0);
      }
      FileSystems.delete(List.of(probe));
      findings.good("bucket", folder + " can be written to");
    } catch (IOException | RuntimeException e) {
      findings.problem(
          "bucket",
          String.format(Locale.ROOT, "%s can't be written to: %s", folder, reason(e)),
          "create the bucket, or " + SIGN_IN + " Storage Object Admin on it");
    }
  }

  private static String reason(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof GoogleJsonResponseException answer && answer.getDetails() != null) {
        return String.format(
            Locale.ROOT, "%d %s", answer.getStatusCode(), answer.getDetails().getMessage());
      }
    }
    return failure.toString();
  }
}
