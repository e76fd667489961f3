package org.mkailin.runners.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.util.construction.PTransformTranslation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.pipelines.CommandLineFixture;
import org.mkailin.pipelines.CommandLineFixture.Ran;
import org.mkailin.pipelines.job.Progress;
import org.mkailin.runners.dataflow.standin.GoogleStandIn;
import org.xerial.snappy.SnappyInputStream;

/**
 * What is left when the stand-in has run what it was sent, beside a direct run of the same corpus.
 */
@ExtendWith(DryRun.Once.class)
class DryRunTest {
  @TempDir static Path folder;

  private static DryRun dryRun;
  private static Ran direct;

  @BeforeAll
  static void runOnBoth(DryRun once) throws IOException {
    dryRun = once;
    assertThat(dryRun.ran().exitCode()).as(dryRun.ran().err()).isZero();
    direct =
        CommandLineFixture.mkailin(
            List.of(
                "distill",
                "--citations=" + dryRun.sample() + "/sample26n*.xml",
                "--mesh=" + dryRun.sample().resolve("sample-desc2022.xml"),
                "--config=" + dryRun.file(DryRun.agents()),
                "--out=" + folder.resolve("direct"),
                // Direct's checks of every element, which its own module switches off.
                "--enforceEncodability=false",
                "--enforceImmutability=false"));
    assertThat(direct.exitCode()).as(direct.err()).isZero();
  }

  @Test
  void publishesTheDirectRunnersBytes() throws IOException {
    Map<String, String> published = published(dryRun.google(), "out/");
    assertThat(published).containsKeys("manifest.json", "README.md", "report.html");
    assertThat(published.keySet()).noneMatch(name -> name.startsWith("."));
    assertThat(rows(published)).isNotEmpty().isEqualTo(rows(contents(folder.resolve("direct"))));
  }

  @Test
  void theProgressLineCountsWhatTheDirectRunnerBooks() throws IOException {
    Map<String, Long> books = new TreeMap<>();
    new ObjectMapper()
        .readTree(folder.resolve("direct/manifest.json").toFile())
        .path("stages")
        .forEach(stage -> books.put(stage.path("stage").asText(), stage.path("in").asLong()));
    // That one was built by the job before.
    books.remove("index");

    JsonNode distillation = dryRun.google().jobs().get(1);
    assertThat(Progress.doneBy(dryRun.google().result(distillation))).isEqualTo(books);
  }

  @Test
  void agentsCountWhatTheyCountOnTheDirectRunner() {
    assertThat(counters(dryRun.ran()))
        .contains("Index citations: truncated-texts 140")
        .isEqualTo(counters(direct));
  }

  @Test
  void aSecretIsUsedAndNeverSent() throws IOException {
    String secret = System.getenv(KeyedPlugin.VARIABLE);
    assertThat(secret).isNotBlank();
    assertThat(published(dryRun.google(), "out/"))
        .anySatisfy((name, content) -> assertThat(content).contains(KeyedPlugin.answer(secret)));

    for (JsonNode job : dryRun.google().jobs()) {
      assertThat(job.toString()).doesNotContain(secret);
    }
    for (String name : dryRun.google().buckets().names(DryRun.BUCKET, "")) {
      assertThat(text(dryRun.google().buckets().read(DryRun.BUCKET, name))).doesNotContain(secret);
    }
    // What workers get of agents is compressed, so that it has to be opened.
    String functions = functions(dryRun.google().jobs().get(1));
    assertThat(functions).contains("env:" + KeyedPlugin.VARIABLE).doesNotContain(secret);
  }

  @Test
  void aJobFromATemplateIsPublishedByAnotherCommand() throws Exception {
    try (GoogleStandIn other = dryRun.withIndex()) {
      List<String> parameters =
          new ArrayList<>(
              dryRun.arguments(other.options(), DryRun.agents(), "gs://lab/from-template"));
      parameters.add("--templateLocation=gs://lab/templates/job");
      Ran template =
          CommandLineFixture.mkailin(
              List.of(FlexTemplate.command(parameters.toArray(String[]::new))));
      assertThat(template.exitCode()).as(template.err()).isZero();
      assertThat(template.out())
          .contains("mkailin publish --out gs://lab/from-template --runner=DataflowRunner");
      assertThat(other.jobs()).isEmpty();

      other.launch(new ObjectMapper().readTree(other.buckets().read("gs://lab/templates/job")));
      List<String> publish = new ArrayList<>(List.of("publish", "--out=gs://lab/from-template"));
      // Only what leads to the stand-in: files are moved, and no job is sent.
      other.options().stream()
          .filter(option -> option.matches("--(runner|gcsEndpoint|credentialFactoryClass)=.*"))
          .forEach(publish::add);
      Ran published = CommandLineFixture.mkailin(publish);
      assertThat(published.exitCode()).as(published.err()).isZero();
      assertThat(rows(published(other, "from-template/")))
          .isEqualTo(rows(contents(folder.resolve("direct"))));
    }
  }

  /** Lines such as «Judge: order-disagreements 12». */
  private static List<String> counters(Ran ran) {
    return ran.log().lines().filter(line -> line.matches("[A-Z][a-z ]+: [a-z-]+ [\\d,]+")).toList();
  }

  /** All serialised functions that a job has staged, opened. */
  private static String functions(JsonNode job) throws IOException {
    StringBuilder functions = new StringBuilder();
    for (RunnerApi.PTransform transform :
        dryRun.google().staged(job).getComponents().getTransformsMap().values()) {
      if (transform.getSpec().getUrn().equals(PTransformTranslation.PAR_DO_TRANSFORM_URN)) {
        RunnerApi.FunctionSpec function =
            RunnerApi.ParDoPayload.parseFrom(transform.getSpec().getPayload()).getDoFn();
        try (SnappyInputStream opened =
            new SnappyInputStream(new ByteArrayInputStream(function.getPayload().toByteArray()))) {
          functions.append(text(opened.readAllBytes()));
        }
      }
    }
    return functions.toString();
  }

  private static Map<String, String> published(GoogleStandIn google, String folder) {
    Map<String, String> published = new TreeMap<>();
    for (String name : google.buckets().names(DryRun.BUCKET, folder)) {
      published.put(
          name.substring(folder.length()),
          new String(google.buckets().read(DryRun.BUCKET, name), StandardCharsets.UTF_8));
    }
    return published;
  }

  /** Bytes as they are, one a character. */
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
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
