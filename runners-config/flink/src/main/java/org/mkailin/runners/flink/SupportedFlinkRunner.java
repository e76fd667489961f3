package org.mkailin.runners.flink;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.beam.runners.flink.FlinkDetachedRunnerResult;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.UserCodeException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.util.SerializedThrowable;
import org.mkailin.pipelines.runner.SupportedRunner;
import org.mkailin.plugin.Findings;

/**
 * Beam's Flink runner: as batch on Flink's DataStream API, which recovers from the loss of a task
 * manager by itself.
 *
 * <p>A job on a cluster is sent and left there; its progress is asked for. Flink in the launcher's
 * own process ({@code [local]}) ends with its job and can't be asked afterwards, so there the
 * launcher waits inside the run.
 */
public final class SupportedFlinkRunner implements SupportedRunner {
  /** What a bundle has for one key becomes one record, which must fit into a sort buffer. */
  private static final long BUNDLE = 1000;

  private static final int NO_RETRIES = 0;

  /** As long as Flink takes, by its own defaults, to notice that a process is dead. */
  private static final long RETRY_DELAY_MILLIS = 20_000;

  private static final int CHECK_EVERY_SECONDS = 1;

  private static final Set<String> WRAPPERS =
      Set.of(
          RuntimeException.class.getName(),
          UserCodeException.class.getName(),
          ExecutionException.class.getName(),
          CompletionException.class.getName());

  /** The cause of a failure is there with the failure; this is for the answer to arrive. */
  private static final long SECONDS_FOR_THE_CAUSE = 30;

  @Override
  public String name() {
    return FlinkRunner.class.getSimpleName();
  }

  @Override
  public void complete(PipelineOptions options, Set<String> given) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    boolean local = isLocal(flink);
    if (!given.contains("useDataStreamForBatch")) {
      flink.setUseDataStreamForBatch(true);
    }
    if (!given.contains("fasterCopy")) {
      // No agent changes what it is given, so an element need not be copied between two stages.
      flink.setFasterCopy(true);
    }
    if (!given.contains("maxBundleSize")) {
      flink.setMaxBundleSize(BUNDLE);
    }
    boolean restarts = !local && !given.contains("numberOfExecutionRetries");
    if (local && !given.contains("numberOfExecutionRetries")) {
      // There is no other process to lose, and what failed would fail again.
      flink.setNumberOfExecutionRetries(NO_RETRIES);
    }
    if (!given.contains("executionRetryDelay")) {
      flink.setExecutionRetryDelay(RETRY_DELAY_MILLIS);
    }
    if (!given.contains("flinkConfDir")) {
      flink.setFlinkConfDir(JobFiles.configFolder(restarts).toString());
    }
    if (!given.contains("attachedMode")) {
      flink.setAttachedMode(local);
    }
    if (!given.contains("jobCheckIntervalInSecs")) {
      flink.setJobCheckIntervalInSecs(CHECK_EVERY_SECONDS);
    }
    if (!given.contains("filesToStage")) {
      flink.setFilesToStage(local ? List.of() : JobFiles.toStage());
    }
    if (!given.contains("parallelism")) {
      if (local) {
        flink.setParallelism(Runtime.getRuntime().availableProcessors());
      } else {
        FlinkMaster.parse(flink.getFlinkMaster())
            .ifPresent(master -> setParallelismToSlots(flink, master));
      }
    }
  }

  private static void setParallelismToSlots(FlinkPipelineOptions flink, FlinkMaster master) {
    try {
      int slots = new FlinkRest(master).slots();
      if (slots > 0) {
        flink.setParallelism(slots);
      }
    } catch (IOException e) {
      // The parallelism stays open, which problems() tells with the reason.
      return;
    }
  }

  @Override
  public List<String> problems(PipelineOptions options) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    List<String> problems = new ArrayList<>();
    if (!isLocal(flink)) {
      Optional<FlinkMaster> master = FlinkMaster.parse(flink.getFlinkMaster());
      if (master.isEmpty()) {
        problems.add(
            String.format(
                Locale.ROOT,
                "--flinkMaster is '%s', but must be HOST:PORT of a job manager's web interface, or [local] for Flink in this process",
                flink.getFlinkMaster()));
      } else if (flink.getParallelism() == -1) {
        problems.add(whyParallelismIsOpen(master.get()));
      }
      checkFilesToStage(flink, problems);
    }
    if (flink.getParallelism() < 1 && flink.getParallelism() != -1) {
      problems.add(
          String.format(
              Locale.ROOT, "--parallelism is %d, but must be at least 1", flink.getParallelism()));
    }
    if (flink.isStreaming()) {
      problems.add("--streaming is given, but a corpus has an end; leave it away");
    }
    return problems;
  }

  private static String whyParallelismIsOpen(FlinkMaster master) {
    try {
      new FlinkRest(master).slots();
      return String.format(
          Locale.ROOT,
          "Flink at %s has no task manager; start some, or say how many slots there will be by --parallelism=N",
          master.url());
    } catch (IOException e) {
      return String.format(
          Locale.ROOT,
          "Flink at %s can't be asked for its slots: %s; start it, or correct --flinkMaster",
          master.url(),
          e);
    }
  }

  private static void checkFilesToStage(FlinkPipelineOptions flink, List<String> problems) {
    if (flink.getFilesToStage().stream().noneMatch(file -> file.endsWith(".jar"))) {
      problems.add(
          "no job jar: mkailin does not run from one; build it with `mvn -B -DskipTests package`, and start it with the script mkailin, or give --filesToStage=JAR");
    }
    for (String file : flink.getFilesToStage()) {
      // Beam takes NAME=FILE, too.
      if (!Files.isRegularFile(Path.of(file.substring(file.indexOf('=') + 1)))) {
        problems.add(
            String.format(Locale.ROOT, "--filesToStage names %s, which is not there", file));
      }
    }
  }

  @Override
  public boolean outlivesLauncher(PipelineOptions options) {
    return !isLocal(options.as(FlinkPipelineOptions.class));
  }

  @Override
  public Optional<Throwable> failure(PipelineResult result) {
    if (!(result instanceof FlinkDetachedRunnerResult detached)) {
      return Optional.empty();
    }
    try {
      jobClientOf(detached).getJobExecutionResult().get(SECONDS_FOR_THE_CAUSE, TimeUnit.SECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(e);
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public Throwable unwrap(Throwable failure) {
    Throwable at = failure;
    while (isWrapper(typeOf(at)) && at.getCause() != null) {
      at = at.getCause();
    }
    if (at instanceof SerializedThrowable) {
      // What can't travel is passed on as a text: the type, a colon, the message.
      String words = String.valueOf(at.getMessage());
      String type = typeOf(at) + ": ";
      return new IllegalStateException(
          words.startsWith(type) ? words.substring(type.length()) : words, failure);
    }
    return at;
  }

  private static String typeOf(Throwable failure) {
    return failure instanceof SerializedThrowable passedOn
        ? passedOn.getOriginalErrorClassName()
        : failure.getClass().getName();
  }

  private static boolean isWrapper(String type) {
    return type.startsWith("org.apache.flink.") || WRAPPERS.contains(type);
  }

  /** Beam's result keeps Flink's client, which knows the cause, to itself. */
  static JobClient jobClientOf(FlinkDetachedRunnerResult result) {
    try {
      Field client = FlinkDetachedRunnerResult.class.getDeclaredField("jobClient");
      client.setAccessible(true);
      return (JobClient) client.get(result);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("FlinkDetachedRunnerResult of this Beam has no jobClient", e);
    }
  }

  @Override
  public void examine(PipelineOptions options, Findings findings) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    if (isLocal(flink)) {
      findings.good("cluster", "none: Flink runs in the launcher's process");
      return;
    }
    FlinkMaster.parse(flink.getFlinkMaster())
        .ifPresent(master -> new FlinkExamination(master, findings).run(flink));
  }

  private static boolean isLocal(FlinkPipelineOptions flink) {
    return flink.getFlinkMaster().equals(FlinkMaster.LOCAL);
  }
}
