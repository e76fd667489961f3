package org.mkailin.runners.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.plugin.Findings;
import org.mkailin.runners.dataflow.standin.GoogleStandIn;

/** What the doctor says of a job. */
class JobExaminationTest {
  @TempDir Path folder;

  @Test
  void aGoodPlaceIsReachedAndWrittenTo() {
    try (GoogleStandIn google = new GoogleStandIn(folder)) {
      List<String> told =
          examine(
              google.options(),
              "--sdkContainerImage=europe-docker.pkg.dev/p/r/mkailin:1",
              "--workerMachineType=g2-standard-8",
              "--dataflowServiceOptions=worker_accelerator=type:nvidia-l4;count:1;install-nvidia-driver:5xx");

      assertThat(told).noneMatch(line -> line.startsWith("problem"));
      assertThat(told)
          .contains(
              "good Dataflow: project lab-project, region us-central1, answers",
              "good bucket: gs://lab/temp can be written to",
              "good bucket: gs://lab/temp/staging can be written to",
              "good GPU: 1 x nvidia-l4, driver 5xx",
              "good image: europe-docker.pkg.dev/p/r/mkailin:1");
      assertThat(told).anyMatch(line -> line.startsWith("note not looked at: quota"));
      assertThat(google.jobs()).isEmpty();
      assertThat(google.buckets().names(GoogleStandIn.BUCKET, "")).isEmpty();
    }
  }

  @Test
  void aClosedServiceAndAMissingBucketAreProblems() {
    try (GoogleStandIn google = new GoogleStandIn(folder)) {
      google.refuseJobs(403, "Dataflow API has not been used in project lab-project");
      List<String> told = examine(google.options("gs://not-there/temp"));

      assertThat(told)
          .anyMatch(
              line ->
                  line.startsWith("problem Dataflow")
                      && line.contains("403 Dataflow API has not been used"))
          .anyMatch(line -> line.startsWith("problem bucket: gs://not-there/temp "));
    }
  }

  private static List<String> examine(List<String> google, String... more) {
    List<String> arguments = new ArrayList<>(google);
    arguments.addAll(Arrays.asList(more));
    PipelineOptions options =
        PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new)).create();
    Set<String> given = new HashSet<>();
    arguments.forEach(argument -> given.add(name(argument)));
    SupportedDataflowRunner runner = new SupportedDataflowRunner();
    runner.complete(options, given);
    FileSystems.setDefaultPipelineOptions(options);
    List<String> told = new ArrayList<>();
    runner.examine(
        options,
        new Findings() {
          @Override
          public void good(String what, String seen) {
            told.add(String.format(Locale.ROOT, "good %s: %s", what, seen));
          }

          @Override
          public void note(String what, String seen) {
            told.add(String.format(Locale.ROOT, "note %s: %s", what, seen));
          }

          @Override
          public void problem(String what, String seen, String nextStep) {
            told.add(String.format(Locale.ROOT, "problem %s: %s → %s", what, seen, nextStep));
          }
        });
    return told;
  }

  private static String name(String argument) {
    return argument.replaceFirst("^--", "").split("=", 2)[0];
  }
}
