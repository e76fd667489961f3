package org.mkailin.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.pipelines.CommandLineFixture;
import org.mkailin.pipelines.CommandLineFixture.Ran;
import org.mkailin.pipelines.agents.Agents;

/** What a user sees when something is wrong: a message that helps, and nothing half done. */
class BadInputTest {
  @TempDir Path folder;

  private Path citations;
  private Path mesh;
  private Path out;

  @BeforeEach
  void unpack() throws IOException {
    CommandLineFixture.unpackSample(folder);
    citations = folder.resolve("sample26n0004.xml");
    mesh = folder.resolve("sample-desc2022.xml");
    out = folder.resolve("out");
  }

  private Ran distill(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "distill",
                "--citations",
                citations.toString(),
                "--mesh",
                mesh.toString(),
                "--out",
                out.toString()));
    arguments.addAll(List.of(more));
    return CommandLineFixture.mkailin(arguments.toArray(String[]::new));
  }

  private Path agents(String yaml) throws IOException {
    return Files.writeString(folder.resolve("agents.yaml"), yaml);
  }

  private static String defaults() throws IOException {
    return Agents.defaultConfiguration();
  }

  private void assertNothingWasPublished() throws IOException {
    if (Files.exists(out)) {
      assertThat(CommandLineFixture.contents(out)).isEmpty();
    }
  }

  @Test
  void missingFilesAreAllNamedBeforeAnythingRuns() throws IOException {
    citations = folder.resolve("pubmed26n*.xml.gz");
    Ran ran = distill("--config", "nowhere.yaml");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .contains("2 problems")
        .contains("no file matches " + citations)
        .contains("configuration file nowhere.yaml can't be read");
    assertNothingWasPublished();
  }

  @Test
  void aMissingMeshFileIsNamed() throws IOException {
    mesh = folder.resolve("desc1066.xml");
    Ran ran = distill();
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).startsWith("mkailin: no file matches " + mesh);
    assertNothingWasPublished();
  }

  @Test
  void aMeshFileOfTheWrongKindIsNamedWithWhatItIs() throws IOException {
    mesh = citations;
    Ran ran = distill();
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .startsWith("mkailin: agent 'evaluator' (plugins [mesh]): MeSH file '" + mesh)
        .contains("holds <PubmedArticleSet>; expected NLM's descriptors");
    assertNothingWasPublished();
  }

  @Test
  void aTruncatedGzipIsNamedWithTheNextStep() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(whole);
        InputStream in = Files.newInputStream(folder.resolve("sample26n0001.xml"))) {
      in.transferTo(gzip);
    }
    citations = folder.resolve("pubmed26n0001.xml.gz");
    Files.write(citations, Arrays.copyOf(whole.toByteArray(), whole.size() / 2));
    Ran ran = distill();
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("pubmed26n0001.xml.gz").contains("--bad-files=reject");
    assertNothingWasPublished();
  }

  @Test
  void malformedXmlInTheMiddleIsNamedWithItsLine() throws IOException {
    damage();
    Ran ran = distill();
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("damaged.xml").contains("line").contains("--bad-files=reject");
    assertNothingWasPublished();
  }

  @Test
  void whatCanBeReadOfADamagedFileIsKeptWhereTheUserSaysSo() throws IOException {
    damage();
    Ran ran = distill("--bad-files=reject");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("unreadable-file 1");
    assertThat(CommandLineFixture.contents(out).get("rejections/rejections-00000-of-00001.jsonl"))
        .contains("damaged.xml");
  }

  private void damage() throws IOException {
    String xml = Files.readString(folder.resolve("sample26n0001.xml"));
    citations = folder.resolve("damaged.xml");
    int middle = xml.indexOf("</Abstract>", xml.length() / 2);
    Files.writeString(
        citations, xml.substring(0, middle) + "</Abstrakt>" + xml.substring(middle + 11));
  }

  @Test
  void anIndexOfAnotherEncoderIsRefused() throws IOException {
    String index = folder.resolve("an.index").toString();
    assertThat(
            CommandLineFixture.mkailin(
                    "index", "--citations", citations.toString(), "--index", index)
                .exitCode())
        .isZero();
    Path other =
        agents(
            defaults()
                .replace("plugins: [dense, minilm, lucene]", "plugins: [dense, hashing, lucene]"));
    Ran ran = distill("--index", index, "--config", other.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .contains("returns 64 dimensions")
        .contains("holds 384")
        .contains("rebuild the index");
    assertNothingWasPublished();
  }

  @Test
  void anIndexIsNotBuiltOverAnother() throws IOException {
    String index = folder.resolve("an.index").toString();
    String[] command = {"index", "--citations", citations.toString(), "--index", index};
    assertThat(CommandLineFixture.mkailin(command).exitCode()).isZero();
    Ran ran = CommandLineFixture.mkailin(command);
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("there is an index at " + index);
  }

  @Test
  void unknownPluginsAndKeysAreToldTogetherWithSuggestions() throws IOException {
    Path wrong =
        agents(
            defaults()
                .replace("plugins: [mesh]", "plugins: [mash]")
                .replace("mesh: {", "mash: {")
                .replace("style: domain", "stile: domain")
                .replace("k: 4", "k: many"));
    Ran ran = distill("--config", wrong.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .contains("agents.domain.lexical: unknown key 'stile'; did you mean 'style'?")
        .contains("agents.retriever.dense.k: expected whole number, but found 'many'")
        .contains("agents.evaluator: unknown plugin 'mash'; did you mean 'mesh'?");
    assertNothingWasPublished();
  }

  @Test
  void twoAgentsOfOneNameAreRefusedWithTheLine() throws IOException {
    Path twice = agents(defaults().replace("  domain:", "  general:"));
    Ran ran = distill("--config", twice.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .containsPattern("agents.yaml, line \\d+: the name 'general' stands twice");
    assertNothingWasPublished();
  }

  @Test
  void aMissingAndAnUnknownAgentAreNamed() throws IOException {
    Path renamed = agents(defaults().replace("  domain:", "  domane:"));
    Ran ran = distill("--config", renamed.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("unknown agent 'domane'; did you mean 'domain'?");
  }

  @Test
  void aFolderWithOtherFilesIsRefusedAndKept() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("thesis.tex"), "mine");
    Ran ran = distill("--overwrite");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("is not empty").contains("thesis.tex");
    assertThat(CommandLineFixture.contents(out)).containsOnlyKeys("thesis.tex");
  }

  @Test
  void anotherRunIsRefusedUnlessItIsToBeReplaced() throws IOException {
    assertThat(distill().exitCode()).isZero();
    var first = CommandLineFixture.contents(out);
    Ran refused = distill();
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("holds another run").contains("--overwrite");
    assertThat(CommandLineFixture.contents(out)).isEqualTo(first);
    assertThat(distill("--overwrite", "--files", "2").exitCode()).isZero();
    assertThat(CommandLineFixture.contents(out))
        .containsKey("sft/sft-00001-of-00002.jsonl")
        .doesNotContainKey("sft/sft-00000-of-00001.jsonl");
  }

  @Test
  void anUnwritableFolderIsRefused() throws IOException {
    // A file in the place of a folder: not even root can write below it.
    out = Files.writeString(folder.resolve("file"), "x").resolve("out");
    Ran ran = distill();
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("output folder " + out + " can't be used");
  }

  @Test
  void aBenchmarkThatNoAgentKeepsOutIsRefused() throws IOException {
    Path pmids = Files.writeString(folder.resolve("test.pmids"), "1\n");
    Path careless = agents(defaults().replace(", never-return: \"${benchmark-pmids}\"", ""));
    Ran ran = distill("--benchmark-pmids", pmids.toString(), "--config", careless.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("no agent of the configuration refers to ${benchmark-pmids}");
  }

  @Test
  void numbersThatMakeNoSenseAreRefusedBeforeAnythingRuns() throws IOException {
    Ran ran = distill("--files", "0", "--groups=0");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--groups is 0, but must be at least 1");
    assertThat(distill("--files", "0").err()).contains("--files is 0, but must be at least 1");
    assertNothingWasPublished();
  }

  @Test
  void aCorpusOfWhichNothingIsLeftGivesEmptySetsAndItsRejections() throws IOException {
    citations = folder.resolve("bare.jsonl");
    Files.writeString(citations, "{\"pmid\": \"1\", \"title\": \"Letter.\"}\n");
    Ran ran = distill();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("no-abstract 1");
    assertThat(CommandLineFixture.contents(out)).containsEntry("sft/sft-00000-of-00001.jsonl", "");
  }

  @Test
  void aMistypedOptionIsNamedWithTheNearestOne() {
    Ran ran = distill("--overwritte");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("overwritte").contains("did you mean '--overwrite'?");
  }
}
