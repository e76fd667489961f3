package org.mkailin.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mkailin.pipelines.CommandLineFixture.contents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.pipelines.CommandLineFixture;
import org.mkailin.pipelines.CommandLineFixture.Ran;

/** `mkailin index`, and `mkailin distill` that indexes first, with an index that is no folder. */
class IndexTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A citation of the fourth file. */
  private static final String HEAVY = "99000001";

  @TempDir Path folder;

  private MemoryIndex memory;
  private String config;
  private Path rejections;
  private Path out;

  @BeforeEach
  void unpack() throws IOException {
    CommandLineFixture.unpackSample(folder);
    memory = MemoryIndex.named(folder.toString());
    config =
        MemoryPlugin.agentsInMemory(folder.resolve("agents.yaml"), folder.toString()).toString();
    rejections = folder.resolve("rejections");
    out = folder.resolve("out");
  }

  private Ran index(String file, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("index", "--citations", folder.resolve(file).toString()));
    arguments.addAll(List.of(more));
    return CommandLineFixture.mkailin(arguments.toArray(String[]::new));
  }

  private Ran indexInMemory(String file, String... more) {
    List<String> options =
        new ArrayList<>(List.of("--config", config, "--rejections", rejections.toString()));
    options.addAll(List.of(more));
    return index(file, options.toArray(String[]::new));
  }

  /** With the index that the configuration names. */
  private Ran distill() {
    return distill("--config", config);
  }

  /** With the same index, by the command line. */
  private Ran distillAndIndex() throws IOException {
    Path agents = folder.resolve("agents-of-index.yaml");
    MemoryPlugin.agentsInMemory(agents, "${index}");
    return distill("--config", agents.toString(), "--index", folder.toString());
  }

  private Ran distill(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "distill",
                "--citations",
                folder.resolve("sample26n0001.xml").toString(),
                "--mesh",
                folder.resolve("sample-desc2022.xml").toString(),
                "--out",
                out.toString(),
                "--overwrite"));
    arguments.addAll(List.of(more));
    return CommandLineFixture.mkailin(arguments.toArray(String[]::new));
  }

  private JsonNode manifest() throws IOException {
    return JSON.readTree(Files.readString(out.resolve("manifest.json")));
  }

  @Test
  void anIndexThatTheConfigurationNamesNeedsNoPath() throws IOException {
    Ran ran = indexInMemory("sample26n0001.xml");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).containsPattern("Indexed 5\\d of 54 citations in [0-9.]+ s\\R");
    assertThat(memory.pmids()).contains(HEAVY);
    assertThat(contents(rejections)).containsKey("manifest.json");
  }

  @Test
  void whatTheIndexRefusesIsListedBesideWhatReadingSetAside() throws IOException {
    memory.toRefuse.add(HEAVY);
    Ran ran = indexInMemory("sample26n000*.xml");
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    // 172 of 180 have an abstract and are no earlier revision; one of them is refused.
    assertThat(ran.out())
        .contains("Indexed 171 of 180 citations")
        .contains("Set aside: book-article 1, deleted 1, no-abstract 2, superseded 4")
        .contains("Refused by the index: too-heavy 1")
        .contains("Each is listed in " + rejections + "/rejections");
    assertThat(memory.pmids()).hasSize(171).doesNotContain(HEAVY);
    String listed = contents(rejections).get("rejections/rejections-00000-of-00001.jsonl");
    assertThat(listed)
        .contains(
            "{\"stage\":\"index\",\"pmid\":\"99000001\",\"reason\":\"too-heavy\","
                + "\"detail\":\"no room for 99000001\"}");
    assertThat(listed.lines()).hasSize(9);
  }

  @Test
  void aJobGoesOnWithWhatOneOfTheSameCommandLineLeft() {
    memory.breakNextFinish();
    Ran broken = indexInMemory("sample26n0001.xml");
    assertThat(broken.exitCode()).isEqualTo(1);
    assertThat(broken.err()).contains("the disk is full");
    assertThat(memory.exists()).isFalse();
    int written = memory.written();
    assertThat(written).isPositive();

    Ran again = indexInMemory("sample26n0001.xml");
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).contains(String.format(Locale.ROOT, "Indexed %d of 54", written));
    assertThat(memory.written()).isEqualTo(written);
    assertThat(memory.pmids()).hasSize(written);
  }

  @Test
  void aJobThatIsOvertakenByOneOfTheSameCorpusEndsWell() throws IOException {
    memory.overtakeNextFinish();
    Ran ran = indexInMemory("sample26n0001.xml");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .contains(String.format(Locale.ROOT, "Indexed %d of 54", memory.pmids().size()));
    assertThat(contents(rejections)).containsKey("manifest.json");
  }

  @Test
  void anIndexIsReplacedOnlyIfItIsSaid() {
    assertThat(indexInMemory("sample26n0001.xml").exitCode()).isZero();
    Ran refused = indexInMemory("sample26n0002.xml");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("there is an index already where agent 'retriever' has it")
        .contains("or pass --replace");
    assertThat(memory.pmids()).contains(HEAVY);

    Ran replaced = indexInMemory("sample26n0002.xml", "--replace");
    assertThat(replaced.err()).isEmpty();
    assertThat(replaced.exitCode()).isZero();
    assertThat(memory.pmids()).isNotEmpty().doesNotContain(HEAVY);
  }

  @Test
  void whereNoIndexCanBeReplacedThatIsSaidBeforeAnythingRuns() {
    Path path = folder.resolve("an.index");
    Ran ran = index("sample26n0001.xml", "--index", path.toString(), "--replace");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .contains("--replace is given, but agent 'retriever' can't build an index beside");
    assertThat(path).doesNotExist();
    assertThat(index("sample26n0004.xml", "--index", path.toString()).exitCode()).isZero();
    assertThat(index("sample26n0004.xml", "--index", path.toString()).err())
        .contains("there is an index at " + path + " already")
        .doesNotContain("--replace");
  }

  @Test
  void aPathIsAskedForOnlyWhereTheConfigurationRefersToIt() {
    assertThat(index("sample26n0001.xml", "--rejections", rejections.toString()).err())
        .contains("agents.retriever.lucene.path: ${index} has no value; pass --index");
    assertThat(indexInMemory("sample26n0001.xml", "--index", out.toString()).err())
        .contains("--index is given, but no agent of the configuration refers to ${index}");
  }

  @Test
  void withoutAPathItHasToBeSaidWhereRejectionsGo() {
    Ran ran = index("sample26n0001.xml", "--config", config);
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("pass --rejections FOLDER");
    assertThat(memory.written()).isZero();
  }

  @Test
  void aRunIsNotReplacedByAListOfRejections() throws IOException {
    assertThat(distillAndIndex().exitCode()).isZero();
    Map<String, String> run = contents(out);
    rejections = out;
    Ran ran = indexInMemory("sample26n0001.xml", "--replace");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--rejections names " + out + ", which holds a whole run");
    assertThat(contents(out)).isEqualTo(run);
  }

  @Test
  void aListOfRejectionsIsReplacedByTheNext() throws IOException {
    memory.toRefuse.add(HEAVY);
    assertThat(indexInMemory("sample26n0001.xml").exitCode()).isZero();
    assertThat(indexInMemory("sample26n0002.xml", "--replace").exitCode()).isZero();
    assertThat(contents(rejections).values()).noneMatch(text -> text.contains(HEAVY));
  }

  @Test
  void aRunThatBuildsItsIndexTellsWhatThatRefused() throws IOException {
    memory.toRefuse.add(HEAVY);
    Ran ran = distillAndIndex();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).containsPattern("\\R  index +5\\d +5\\d +1  too-heavy 1\\R");
    JsonNode index = manifest().get("stages").get(1);
    assertThat(index.get("stage").asText()).isEqualTo("index");
    assertThat(index.get("in")).isEqualTo(manifest().get("stages").get(0).get("out"));
    assertThat(index.get("out").asInt()).isEqualTo(index.get("in").asInt() - 1);
    assertThat(index.get("rejected")).isEqualTo(JSON.readTree("{\"too-heavy\": 1}"));
    Map<String, String> published = contents(out);
    assertThat(published.get("rejections/index-00000-of-00001.jsonl"))
        .isEqualTo(
            "{\"stage\":\"index\",\"pmid\":\"99000001\",\"reason\":\"too-heavy\","
                + "\"detail\":\"no room for 99000001\"}\n");
    assertThat(published.get("README.md")).contains("What stage `index` rejected is nowhere");
    published.forEach(
        (name, content) -> {
          if (name.startsWith("lineage/preferences")) {
            // A source all the same, but no context.
            assertThat(content)
                .contains("\"pmid\":\"99000001\",\"year\"")
                .doesNotContain("\"pmid\":\"99000001\",\"score\"");
          }
        });

    // The index is there now.
    assertThat(distill().exitCode()).isZero();
    assertThat(manifest().at("/inputs/index").asText()).isEqualTo("as the configuration names it");
    assertThat(manifest().get("stages").findValuesAsText("stage")).doesNotContain("index");
    assertThat(contents(out)).doesNotContainKey("rejections/index-00000-of-00001.jsonl");
  }

  @Test
  void anIndexThatTheConfigurationNamesIsNotBuiltOnTheWay() {
    Ran ran = distill();
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("there is no finished index");
    assertThat(memory.exists()).isFalse();
    assertThat(memory.written()).isZero();
  }
}
