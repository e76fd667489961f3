package org.mkailin.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.pipelines.CommandLineFixture;
import org.mkailin.pipelines.CommandLineFixture.Ran;
import org.mkailin.pipelines.agents.Agents;
import org.mkailin.runtime.AgentLease;
import org.mkailin.runtime.Resources;

/** The main job on the sample corpus, from the command line to the files. */
class DistillTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;

  private static Ran ran;
  private static Map<String, String> results;

  @BeforeAll
  static void distillTheSample() throws IOException {
    CommandLineFixture.unpackSample(folder.resolve("input"));
    ran = distill("out", "--targetParallelism=1");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    results = CommandLineFixture.contents(folder.resolve("out"));
  }

  private static Ran distill(String out, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "distill",
                "--citations",
                folder.resolve("input/sample26n*.xml").toString(),
                "--mesh",
                folder.resolve("input/sample-desc2022.xml").toString(),
                "--out",
                folder.resolve(out).toString(),
                "--files",
                "3"));
    arguments.addAll(List.of(more));
    return CommandLineFixture.mkailin(arguments.toArray(String[]::new));
  }

  private static List<JsonNode> rows(String set) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (Map.Entry<String, String> file : results.entrySet()) {
      if (file.getKey().startsWith(set)) {
        for (String line : file.getValue().lines().toList()) {
          rows.add(JSON.readTree(line));
        }
      }
    }
    return rows;
  }

  private static JsonNode stage(String name) throws IOException {
    for (JsonNode stage : JSON.readTree(results.get("manifest.json")).get("stages")) {
      if (stage.get("stage").asText().equals(name)) {
        return stage;
      }
    }
    throw new AssertionError("no stage " + name);
  }

  @Test
  void itLeavesEveryFile() {
    assertThat(results.keySet())
        .containsExactlyInAnyOrder(
            "README.md",
            "manifest.json",
            "report.html",
            "preferences/preferences-00000-of-00003.jsonl",
            "preferences/preferences-00001-of-00003.jsonl",
            "preferences/preferences-00002-of-00003.jsonl",
            "cpt/cpt-00000-of-00003.jsonl",
            "cpt/cpt-00001-of-00003.jsonl",
            "cpt/cpt-00002-of-00003.jsonl",
            "sft/sft-00000-of-00003.jsonl",
            "sft/sft-00001-of-00003.jsonl",
            "sft/sft-00002-of-00003.jsonl",
            "lineage/preferences-00000-of-00003.jsonl",
            "lineage/preferences-00001-of-00003.jsonl",
            "lineage/preferences-00002-of-00003.jsonl",
            "lineage/cpt-00000-of-00003.jsonl",
            "lineage/cpt-00001-of-00003.jsonl",
            "lineage/cpt-00002-of-00003.jsonl",
            "lineage/sft-00000-of-00003.jsonl",
            "lineage/sft-00001-of-00003.jsonl",
            "lineage/sft-00002-of-00003.jsonl",
            "rejections/rejections-00000-of-00003.jsonl",
            "rejections/rejections-00001-of-00003.jsonl",
            "rejections/rejections-00002-of-00003.jsonl");
  }

  @Test
  void theBooksOfReadingAreTheSampleCorpus() throws IOException {
    // 54 + 54 + 66 citations, 4 revisions, 1 new one, 1 book article: 180 records. Set aside: the
    // 4 revised ones, the deleted one, the book article, and two citations without abstract.
    JsonNode read = stage("read");
    assertThat(read.get("in").asLong()).isEqualTo(180);
    assertThat(read.get("out").asLong()).isEqualTo(172);
    assertThat(read.get("rejected"))
        .isEqualTo(
            JSON.readTree(
                """
                {"book-article": 1, "deleted": 1, "no-abstract": 2, "superseded": 4}"""));
  }

  @Test
  void everyStageConservesWhatItGets() throws IOException {
    for (JsonNode stage : JSON.readTree(results.get("manifest.json")).get("stages")) {
      long rejected = 0;
      for (JsonNode count : stage.get("rejected")) {
        rejected += count.asLong();
      }
      assertThat(stage.get("out").asLong() + rejected)
          .as(stage.get("stage").asText())
          .isEqualTo(stage.get("in").asLong());
    }
    assertThat(stage("pair").get("in")).isEqualTo(stage("read").get("out"));
    assertThat(rows("preferences")).hasSize(stage("judge").get("out").asInt());
    assertThat(rows("sft")).hasSize(stage("answer").get("out").asInt());
    assertThat(rows("sft").size()).as("most citations become rows").isGreaterThan(140);
  }

  @Test
  void trainerFilesHoldTheTrainersColumnsAndNothingElse() throws IOException {
    assertThat(rows("preferences"))
        .allSatisfy(row -> assertThat(names(row)).containsExactly("prompt", "chosen", "rejected"));
    assertThat(rows("cpt")).allSatisfy(row -> assertThat(names(row)).containsExactly("text"));
    assertThat(rows("sft"))
        .allSatisfy(row -> assertThat(names(row)).containsExactly("prompt", "completion"));
  }

  @Test
  void eachLineOfLineageTellsOfTheSameLineInItsSet() throws IOException {
    List<JsonNode> preferences = rows("preferences/");
    List<JsonNode> lineage = rows("lineage/preferences");
    assertThat(lineage).hasSameSizeAs(preferences);
    for (int i = 0; i < lineage.size(); i++) {
      assertThat(preferences.get(i).get("chosen").asText())
          .isEqualTo(" " + lineage.get(i).at("/chosen/question").asText());
    }
  }

  @Test
  void noContextIsItsOwnSourceAndEachPairHasTwoAgents() throws IOException {
    for (JsonNode row : rows("lineage/preferences")) {
      Set<String> agents = new HashSet<>();
      for (String side : List.of("chosen", "rejected")) {
        JsonNode question = row.get(side);
        agents.add(question.get("agent").asText());
        assertThat(question.get("contexts")).hasSizeBetween(1, 4);
        for (JsonNode context : question.get("contexts")) {
          assertThat(context.get("pmid")).isNotEqualTo(row.get("pmid"));
        }
      }
      assertThat(agents).containsExactlyInAnyOrder("general", "domain");
      assertThat(row.get("margin").asDouble()).isPositive();
    }
  }

  @Test
  void everyFileIsAsTheManifestSays() throws Exception {
    for (JsonNode file : JSON.readTree(results.get("manifest.json")).get("files")) {
      byte[] bytes = Files.readAllBytes(folder.resolve("out").resolve(file.get("name").asText()));
      assertThat((long) bytes.length).isEqualTo(file.get("bytes").asLong());
      assertThat(
              java.util.HexFormat.of()
                  .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes)))
          .isEqualTo(file.get("sha256").asText());
    }
  }

  @Test
  void theReportShowsTheClearestPreferencesOfAllFilesWithTheirAnswers() throws IOException {
    List<JsonNode> clearest = new ArrayList<>(rows("lineage/preferences"));
    clearest.sort(
        Comparator.comparing((JsonNode row) -> row.get("margin").asDouble())
            .reversed()
            .thenComparing(row -> row.get("pmid").asText()));
    Map<String, String> answers = new HashMap<>();
    List<JsonNode> lineage = rows("lineage/sft");
    List<JsonNode> sft = rows("sft/");
    for (int i = 0; i < sft.size(); i++) {
      answers.put(
          lineage.get(i).get("pmid").asText(), sft.get(i).get("completion").asText().strip());
    }
    String report = results.get("report.html").replaceAll("\\s+", " ");
    int at = 0;
    for (JsonNode row : clearest.subList(0, 5)) {
      String pmid = row.get("pmid").asText();
      for (String shown :
          List.of(
              "PMID " + pmid,
              row.at("/chosen/question").asText(),
              row.at("/rejected/question").asText(),
              answers.get(pmid))) {
        int next = report.indexOf(shown, at);
        assertThat(next).as("%s after %d", shown, at).isGreaterThan(at);
        at = next;
      }
    }
    assertThat(ran.out())
        .contains("PMID " + clearest.get(0).get("pmid").asText())
        .contains(answers.get(clearest.get(0).get("pmid").asText()));
  }

  @Test
  void neitherParallelismNorSlicesChangeOneByte() throws IOException {
    assertThat(distill("out4", "--targetParallelism=4", "--slices=5").exitCode()).isZero();
    assertThat(CommandLineFixture.contents(folder.resolve("out4"))).isEqualTo(results);
  }

  @Test
  void anIndexIsBuiltOnceAndGivesTheSameRows() throws IOException {
    String index = folder.resolve("kept.index").toString();
    Ran indexed =
        CommandLineFixture.mkailin(
            "index",
            "--citations",
            folder.resolve("input/sample26n*.xml").toString(),
            "--index",
            index);
    assertThat(indexed.err()).isEmpty();
    assertThat(indexed.out())
        .contains("Indexed 172 of 180 citations")
        .contains("book-article 1, deleted 1, no-abstract 2, superseded 4");
    assertThat(distill("out-kept", "--index", index).exitCode()).isZero();
    Map<String, String> kept = CommandLineFixture.contents(folder.resolve("out-kept"));
    assertThat(kept.keySet()).isEqualTo(results.keySet());
    // Manifest, card and report tell of the stage that built the index.
    kept.forEach(
        (name, content) -> {
          if (name.contains("/")) {
            assertThat(content).as(name).isEqualTo(results.get(name));
          }
        });
    assertThat(stage("index").get("out").asInt()).isEqualTo(172);
    assertThat(JSON.readTree(kept.get("manifest.json")).findValuesAsText("stage"))
        .contains("read")
        .doesNotContain("index");
  }

  @Test
  void aBenchmarksCitationsAreNeitherSourcesNorContexts() throws IOException {
    Path pmids = folder.resolve("benchmark.pmids");
    Files.writeString(pmids, "# held out\n99000001\n99000002\n");
    assertThat(distill("out-clean", "--benchmark-pmids", pmids.toString()).exitCode()).isZero();
    Map<String, String> clean = CommandLineFixture.contents(folder.resolve("out-clean"));
    JsonNode manifest = JSON.readTree(clean.get("manifest.json"));
    assertThat(manifest.at("/decontamination/sources-kept-out").asInt()).isEqualTo(2);
    clean.forEach(
        (name, content) -> {
          if (name.startsWith("lineage/")) {
            assertThat(content).doesNotContain("\"99000001\"").doesNotContain("\"99000002\"");
          }
        });
  }

  @Test
  void theStoryInReadmeIsWhatHappens() throws IOException {
    String readme = Files.readString(Path.of("../../README.md")).replaceAll("\\s+", " ");
    JsonNode row =
        rows("lineage/preferences").stream()
            .filter(r -> r.get("pmid").asText().equals("99000090"))
            .findFirst()
            .orElseThrow();
    List<JsonNode> lineage = rows("lineage/sft");
    String answer = "";
    for (int i = 0; i < lineage.size(); i++) {
      if (lineage.get(i).get("pmid").asText().equals("99000090")) {
        answer = rows("sft/").get(i).get("completion").asText().strip();
      }
    }
    assertThat(readme)
        .contains("- general: *" + row.at("/chosen/question").asText() + "*")
        .contains("- domain: *" + row.at("/rejected/question").asText() + "*")
        .contains(
            String.format(Locale.ROOT, "%.3f for the general", row.at("/chosen/score").asDouble()))
        .contains(
            String.format(Locale.ROOT, "%.3f for the other", row.at("/rejected/score").asDouble()))
        .contains("*" + answer + "*");
    assertThat(row.at("/chosen/contexts").findValuesAsText("pmid")).contains("99000089");
    assertThat(row.at("/rejected/contexts").findValuesAsText("pmid")).contains("99000093");
  }

  @Test
  void tiesAreCountedWhetherDroppedOrKept() throws IOException {
    int dropped = stage("judge").at("/rejected/tie").asInt();
    assertThat(dropped).isPositive();
    assertThat(stage("judge").get("ties-kept").asInt()).isZero();
    Path keeping =
        Files.writeString(
            folder.resolve("keeping.yaml"),
            Agents.defaultConfiguration().replace("mesh: { ", "mesh: { ties: keep, "));
    assertThat(distill("out-ties", "--config", keeping.toString()).exitCode()).isZero();
    JsonNode manifest = JSON.readTree(Files.readString(folder.resolve("out-ties/manifest.json")));
    for (JsonNode stage : manifest.get("stages")) {
      if (stage.get("stage").asText().equals("judge")) {
        assertThat(stage.get("ties-kept").asInt()).isEqualTo(dropped);
        assertThat(stage.get("rejected").has("tie")).isFalse();
      }
    }
  }

  @Test
  void nothingIsLeftOpen() {
    assertThat(AgentLease.inUse()).isEmpty();
    assertThat(Resources.inUse()).isEmpty();
  }

  private static List<String> names(JsonNode row) {
    List<String> names = new ArrayList<>();
    row.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
