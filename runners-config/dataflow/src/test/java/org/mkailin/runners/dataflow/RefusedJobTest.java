package org.mkailin.runners.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mkailin.pipelines.CommandLineFixture;
import org.mkailin.pipelines.CommandLineFixture.Ran;
import org.mkailin.runners.dataflow.standin.GoogleStandIn;

/** What is refused, by the service or before it is asked, and what is left then. */
@ExtendWith(DryRun.Once.class)
class RefusedJobTest {
  private static final String GPU =
      "{ accelerator: \"type:nvidia-l4;count:1;install-nvidia-driver\" }";

  @Test
  void aServiceThatRefusesIsQuotedAndNothingStays(DryRun dryRun) throws IOException {
    try (GoogleStandIn refusing = dryRun.withIndex()) {
      refusing.refuseJobs(403, "Permission dataflow.jobs.create denied on project lab-project");
      Ran ran = dryRun.distil(refusing, "gs://lab/refused");

      assertThat(ran.exitCode()).isEqualTo(1);
      assertThat(ran.err())
          .contains("Permission dataflow.jobs.create denied on project lab-project");
      assertThat(refusing.buckets().names(DryRun.BUCKET, "refused/")).isEmpty();
    }
  }

  @Test
  void aBucketThatIsNotThereIsNamed(DryRun dryRun) throws IOException {
    try (GoogleStandIn other = dryRun.withIndex()) {
      List<String> command =
          new ArrayList<>(
              dryRun.arguments(
                  other.options("gs://not-there/temp"), DryRun.agents(), "gs://lab/nowhere"));
      command.add(0, "distill");
      Ran ran = CommandLineFixture.mkailin(command);

      assertThat(ran.exitCode()).isNotZero();
      assertThat(ran.err()).contains("not-there");
      assertThat(other.jobs()).isEmpty();
      assertThat(other.buckets().names(DryRun.BUCKET, "nowhere/")).isEmpty();
    }
  }

  @Test
  void localPathsAreRefusedBeforeAnythingIsSent(DryRun dryRun) throws IOException {
    try (GoogleStandIn other = dryRun.withIndex()) {
      List<String> command = new ArrayList<>(List.of("distill"));
      command.addAll(other.options());
      command.addAll(
          List.of(
              "--citations=" + dryRun.sample() + "/sample26n*.xml",
              "--mesh=" + dryRun.sample().resolve("sample-desc2022.xml"),
              "--out=" + dryRun.sample().resolve("local-out")));
      Ran ran = CommandLineFixture.mkailin(command);

      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.err()).contains("--citations", "--mesh", "--out", "gs://BUCKET");
      assertThat(other.jobs()).isEmpty();
    }
  }

  @Test
  void anAgentsGpuIsRefusedTogetherWithAllOtherProblems(DryRun dryRun) throws IOException {
    try (GoogleStandIn other = dryRun.withIndex()) {
      Ran ran =
          dryRun.distilWith(
              DryRun.agentsWith(GPU, "general"), other, "gs://lab/no-cuda", "--diskSizeGb=10");

      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.err())
          .contains("agent 'general': resources.accelerator", "--sdkContainerImage")
          .contains("--diskSizeGb is 10");
      assertThat(other.jobs()).isEmpty();
    }
  }

  @Test
  void indexingRefusesTheRetrieversGpu(DryRun dryRun) throws IOException {
    try (GoogleStandIn other = dryRun.withIndex()) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  "index",
                  "--citations=gs://lab/in/sample26n*.xml",
                  "--index=gs://lab/other-index",
                  "--config=" + dryRun.file(DryRun.agentsWith(GPU, "retriever"))));
      command.addAll(other.options());
      Ran ran = CommandLineFixture.mkailin(command);

      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.err()).contains("agent 'retriever': resources.accelerator");
      assertThat(other.jobs()).isEmpty();
    }
  }

  @Test
  void theDoctorTellsOfAnAgentsGpu(DryRun dryRun) throws IOException {
    try (GoogleStandIn other = dryRun.withIndex()) {
      List<String> command =
          new ArrayList<>(
              List.of("doctor", "--config=" + dryRun.file(DryRun.agentsWith(GPU, "general"))));
      command.addAll(other.options());
      Ran ran = CommandLineFixture.mkailin(command);

      assertThat(ran.exitCode()).isEqualTo(1);
      assertThat(ran.out())
          .contains("agent 'general': resources.accelerator", "its secret is there")
          .doesNotContain(System.getenv(KeyedPlugin.VARIABLE));
      assertThat(other.jobs()).isEmpty();
    }
  }
}
