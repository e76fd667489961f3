package org.mkailin.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.runners.flink.FlinkDetachedRunnerResult;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.UserCodeException;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.util.FlinkException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.pipelines.runner.Runners;

class SupportedFlinkRunnerTest {
  @TempDir Path folder;

  private final SupportedFlinkRunner runner = new SupportedFlinkRunner();
  private final FlinkPipelineOptions options =
      PipelineOptionsFactory.as(FlinkPipelineOptions.class);

  @BeforeEach
  void chooseFlink() {
    options.setRunner(FlinkRunner.class);
  }

  @Test
  void itIsFoundByTheNameOfBeamsRunner() {
    assertThat(Runners.of(options)).containsInstanceOf(SupportedFlinkRunner.class);
  }

  @Test
  void aClusterIsGivenABatchJobThatRecoversOnAllItsSlots() throws IOException {
    try (FakeJobManager cluster = new FakeJobManager().says("/overview", "{\"slots-total\":6}")) {
      options.setFlinkMaster(cluster.address());
      options.setFilesToStage(List.of(jar().toString()));
      runner.complete(options, Set.of("filesToStage"));
      assertThat(options.getUseDataStreamForBatch()).isTrue();
      assertThat(options.getFasterCopy()).isTrue();
      assertThat(options.getAttachedMode()).isFalse();
      assertThat(options.getParallelism()).isEqualTo(6);
      assertThat(configuration())
          .containsEntry("execution.batch.adaptive.auto-parallelism.enabled", "false")
          .containsEntry("restart-strategy.type", "exponential-delay");
      assertThat(runner.problems(options)).isEmpty();
      assertThat(runner.outlivesLauncher(options)).isTrue();
    }
  }

  @Test
  void whatIsGivenStays() {
    options.setFlinkMaster(FlinkMaster.LOCAL);
    options.setParallelism(3);
    options.setUseDataStreamForBatch(false);
    options.setFlinkConfDir("elsewhere");
    runner.complete(options, Set.of("parallelism", "useDataStreamForBatch", "flinkConfDir"));
    assertThat(options.getParallelism()).isEqualTo(3);
    assertThat(options.getUseDataStreamForBatch()).isFalse();
    assertThat(options.getFlinkConfDir()).isEqualTo("elsewhere");
  }

  /** Flink would not look at the number where its configuration names a strategy. */
  @Test
  void aNumberOfRetriesTakesThePlaceOfOurStrategy() {
    options.setFlinkMaster("flink:8081");
    options.setNumberOfExecutionRetries(2);
    runner.complete(options, Set.of("numberOfExecutionRetries", "parallelism"));
    assertThat(options.getNumberOfExecutionRetries()).isEqualTo(2);
    assertThat(options.getExecutionRetryDelay()).isEqualTo(20_000);
    assertThat(configuration()).doesNotContainKey("restart-strategy.type");
  }

  private Map<String, String> configuration() {
    return GlobalConfiguration.loadConfiguration(options.getFlinkConfDir()).toMap();
  }

  @Test
  void flinkInThisProcessEndsWithItsLauncher() {
    options.setFlinkMaster(FlinkMaster.LOCAL);
    runner.complete(options, Set.of());
    assertThat(options.getAttachedMode()).isTrue();
    assertThat(options.getNumberOfExecutionRetries()).isZero();
    assertThat(configuration()).doesNotContainKey("restart-strategy.type");
    assertThat(options.getParallelism()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(runner.problems(options)).isEmpty();
    assertThat(runner.outlivesLauncher(options)).isFalse();
  }

  @Test
  void aMissingMasterAndJobJarAreToldWithTheNextStep() {
    runner.complete(options, Set.of());
    assertThat(runner.problems(options))
        .satisfiesExactly(
            master ->
                assertThat(master)
                    .contains("--flinkMaster is '[auto]'", "must be HOST:PORT", "[local]"),
            jar -> assertThat(jar).contains("no job jar", "mvn -B -DskipTests package"));
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws IOException {
    options.setFlinkMaster("flink:8081");
    options.setParallelism(1);
    options.setFilesToStage(List.of(jar().toString(), "plugin.jar=" + folder.resolve("no.jar")));
    assertThat(runner.problems(options))
        .singleElement()
        .asString()
        .contains("no.jar, which is not there");
  }

  @Test
  void aClusterThatDoesNotAnswerIsNamedWithTheReason() throws IOException {
    String gone;
    try (FakeJobManager cluster = new FakeJobManager()) {
      gone = cluster.address();
    }
    options.setFlinkMaster(gone);
    options.setFilesToStage(List.of(jar().toString()));
    runner.complete(options, Set.of("filesToStage"));
    assertThat(runner.problems(options))
        .singleElement()
        .asString()
        .contains("Flink at http://" + gone, "ConnectException", "start it");
  }

  @Test
  void aClusterWithoutTaskManagersIsRefused() throws IOException {
    try (FakeJobManager cluster = new FakeJobManager().says("/overview", "{\"slots-total\":0}")) {
      options.setFlinkMaster(cluster.address());
      options.setFilesToStage(List.of(jar().toString()));
      runner.complete(options, Set.of("filesToStage"));
      assertThat(runner.problems(options))
          .singleElement()
          .asString()
          .contains("has no task manager", "--parallelism=N");
    }
  }

  @Test
  void numbersAndModesThatMakeNoSenseAreRefused() {
    options.setFlinkMaster(FlinkMaster.LOCAL);
    options.setParallelism(0);
    options.setStreaming(true);
    assertThat(runner.problems(options))
        .satisfiesExactly(
            parallelism -> assertThat(parallelism).contains("--parallelism is 0"),
            streaming -> assertThat(streaming).contains("--streaming"));
  }

  @Test
  void aCauseIsToldInItsOwnWordsAlsoWhereItCouldNotTravel() {
    Exception own = new Exception("file damaged.xml ends early", new IOException("end of input"));
    Exception passedOn = new SerializedThrowable(UserCodeException.wrap(own));
    Exception failure = new FlinkException("Job execution failed.", new FlinkException(passedOn));
    assertThat(runner.unwrap(failure)).hasMessage("file damaged.xml ends early");
    assertThat(runner.unwrap(new FlinkException("no slot"))).hasMessage("no slot");
  }

  /** The cause of a failed job is read from there. */
  @Test
  void beamsResultKeepsFlinksClientInAFieldOfThisName() throws NoSuchFieldException {
    assertThat(FlinkDetachedRunnerResult.class.getDeclaredField("jobClient").getType())
        .isEqualTo(org.apache.flink.core.execution.JobClient.class);
  }

  private Path jar() throws IOException {
    Path jar = folder.resolve("job.jar");
    return Files.exists(jar) ? jar : Files.createFile(jar);
  }
}
