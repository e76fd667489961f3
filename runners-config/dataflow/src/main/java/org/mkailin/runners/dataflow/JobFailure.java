package org.mkailin.runners.dataflow;

import com.google.api.services.dataflow.model.JobMessage;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.runners.dataflow.DataflowClient;
import org.apache.beam.runners.dataflow.DataflowPipelineJob;
import org.apache.beam.runners.dataflow.util.MonitoringUtil;

/** Why a job failed, as the service tells in the job's log. */
final class JobFailure {
  private static final String ERROR = "JOB_MESSAGE_ERROR";

  private JobFailure() {}

  /** The service's errors, the last one first: it sums up, the first tell details. */
  static Optional<Throwable> of(DataflowPipelineJob job) {
    try {
      List<String> errors =
          new MonitoringUtil(DataflowClient.create(job.getDataflowOptions()))
              .getJobMessages(job.getJobId(), -1).stream()
                  .filter(message -> ERROR.equals(message.getMessageImportance()))
                  .sorted(Comparator.comparing(JobMessage::getTime).reversed())
                  // The first line; below it are stack traces.
                  .map(message -> message.getMessageText().lines().findFirst().orElse(""))
                  .distinct()
                  .toList();
      return errors.isEmpty() ? Optional.empty() : Optional.of(failed(job, errors));
    } catch (IOException e) {
      return Optional.of(
          new IllegalStateException(
              String.format(
                  Locale.ROOT,
                  "job %s failed; its messages can't be read: %s",
                  job.getJobId(),
                  e.getMessage()),
              e));
    }
  }

  private static IllegalStateException failed(DataflowPipelineJob job, List<String> errors) {
    return new IllegalStateException(
        String.format(
            Locale.ROOT, "Dataflow job %s failed: %s", job.getJobId(), String.join("; ", errors)));
  }
}
