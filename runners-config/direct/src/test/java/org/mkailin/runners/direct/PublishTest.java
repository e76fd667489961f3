package org.mkailin.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mkailin.pipelines.CommandLineFixture.contents;
import static org.mkailin.pipelines.CommandLineFixture.mkailin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.pipelines.CommandLineFixture;
import org.mkailin.pipelines.CommandLineFixture.Ran;

/** What `mkailin publish` makes of what a run left staged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishTest {
  private static final String RUN = ".mkailin-5f2a";

  @TempDir static Path folder;

  private Path published;

  @BeforeAll
  void distil() throws IOException {
    published = folder.resolve("published");
    CommandLineFixture.unpackSample(folder.resolve("in"));
    Ran ran =
        mkailin(
            "distill",
            "--citations",
            folder.resolve("in/sample26n*.xml").toString(),
            "--mesh",
            folder.resolve("in/sample-desc2022.xml").toString(),
            "--out",
            published.toString(),
            "--files",
            "2");
    assertThat(ran.exitCode()).as(ran.err()).isZero();
  }

  /** What a run whose launcher is gone leaves: all that it wrote, and nothing published. */
  private Path waiting(String name) throws IOException {
    return waiting(name, published);
  }

  private Path waiting(String name, Path published) throws IOException {
    Path out = folder.resolve(name);
    Path staging = Files.createDirectories(out.resolve(RUN));
    Map<String, Object> manifest = Json.read(published.resolve("manifest.json"));
    StringBuilder ofDistilling = new StringBuilder();
    StringBuilder ofIndexing = new StringBuilder();
    for (Map<String, Object> stage : Json.list(manifest, "stages")) {
      StringBuilder summary = stage.get("stage").equals("index") ? ofIndexing : ofDistilling;
      String start = stage.get("stage") + "\\t";
      count(summary, start + "in", stage.get("in"));
      count(summary, start + "out", stage.get("out"));
      Json.map(stage, "rejected")
          .forEach((reason, n) -> count(summary, start + "rejected\\t" + reason, n));
      if (stage.containsKey("ties-kept")) {
        count(summary, start + "noted\\tties-kept", stage.get("ties-kept"));
      }
    }
    for (Map<String, Object> file : Json.list(manifest, "files")) {
      if (file.containsKey("rows")) {
        Path attempt = staging.resolve(file.get("name") + ".attempt");
        Files.createDirectories(attempt.getParent());
        Files.copy(published.resolve(file.get("name").toString()), attempt);
        Map<String, Object> written = new TreeMap<>(file);
        written.put("writtenAs", attempt.toString());
        boolean refusals = attempt.getFileName().toString().startsWith("index-");
        (refusals ? ofIndexing : ofDistilling).append(Json.write(written)).append('\n');
      }
    }
    Files.writeString(staging.resolve("summary.jsonl"), ofDistilling + "end\n");
    Files.writeString(staging.resolve("prepare.jsonl"), ofIndexing + "end\n");
    manifest.keySet().removeAll(java.util.Set.of("stages", "decontamination", "files"));
    Files.writeString(staging.resolve("plan.json"), Json.write(manifest));
    return out;
  }

  private static void count(StringBuilder summary, String key, Object value) {
    summary.append(String.format(Locale.ROOT, "{\"count\":\"%s\",\"value\":%s}\n", key, value));
  }

  @Test
  void whatARunLeftWhoseLauncherDiedIsPublishedAsTheLauncherWouldHave() throws IOException {
    Path out = waiting("died");
    Ran ran = mkailin("publish", "--out", out.toString());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).startsWith("Published a run on 180 citation records.");
    assertThat(ran.exitCode()).isZero();
    assertThat(contents(out)).isEqualTo(contents(published));
  }

  @Test
  void whatTheIndexRefusedInTheJobBeforeIsPublishedToo() throws IOException {
    Path in = folder.resolve("in");
    MemoryIndex.named(in.toString()).toRefuse.add("99000001");
    Path refusing = folder.resolve("refusing");
    Ran ran =
        mkailin(
            "distill",
            "--citations",
            in.resolve("sample26n0001.xml").toString(),
            "--mesh",
            in.resolve("sample-desc2022.xml").toString(),
            "--config",
            MemoryPlugin.agentsInMemory(in.resolve("agents.yaml"), "${index}").toString(),
            "--index",
            in.toString(),
            "--out",
            refusing.toString());
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    Path out = waiting("died-refusing", refusing);
    Ran publishing = mkailin("publish", "--out", out.toString());
    assertThat(publishing.exitCode()).as(publishing.err()).isZero();
    assertThat(publishing.out()).contains("too-heavy 1");
    assertThat(contents(out))
        .isEqualTo(contents(refusing))
        .containsKey("rejections/index-00000-of-00001.jsonl");
  }

  @Test
  void aPublicationThatWasBrokenOffGoesOn() throws IOException {
    Path out = waiting("broken");
    // As it is when the first of the files has been moved, and no other.
    Map<String, String> whole = contents(published);
    Path staging = out.resolve(RUN);
    for (String text : new String[] {"README.md", "report.html", "manifest.json"}) {
      Files.writeString(staging.resolve(text), whole.get(text));
    }
    Files.writeString(staging.resolve("replaces.txt"), "");
    Path first = Path.of("cpt/cpt-00000-of-00002.jsonl");
    Files.createDirectories(out.resolve(first).getParent());
    Files.move(staging.resolve(first + ".attempt"), out.resolve(first));
    Ran ran = mkailin("publish", "--out", out.toString());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(contents(out)).isEqualTo(whole);
  }

  @Test
  void aJobThatHasNotEndedIsNotPublished() throws IOException {
    Path out = waiting("early");
    Path summary = out.resolve(RUN).resolve("summary.jsonl");
    String whole = Files.readString(summary);
    Files.writeString(summary, whole.substring(0, whole.length() / 2));
    Map<String, String> before = contents(out);
    Ran ran = mkailin("publish", "--out", out.toString());
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains(RUN, "has not ended well, or not yet");
    assertThat(contents(out)).isEqualTo(before);
  }

  @Test
  void aStagedFileOfAnotherLengthIsNotPublished() throws IOException {
    Path out = waiting("short");
    Path file = out.resolve(RUN).resolve("sft/sft-00001-of-00002.jsonl.attempt");
    Files.writeString(file, Files.readString(file).substring(1));
    Ran ran = mkailin("publish", "--out", out.toString());
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains(file.toString(), "were written");
    assertThat(out.resolve("manifest.json")).doesNotExist();
    assertThat(out.resolve("cpt")).doesNotExist();
  }

  @Test
  void ofSeveralRunsOneHasToBeNamed() throws IOException {
    Path out = waiting("several");
    Files.createDirectories(out.resolve(".mkailin-77"));
    Files.copy(out.resolve(RUN).resolve("plan.json"), out.resolve(".mkailin-77/plan.json"));
    Ran ran = mkailin("publish", "--out", out.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("2 runs wait", "--run", RUN, ".mkailin-77");
    assertThat(mkailin("publish", "--out", out.toString(), "--run", RUN).exitCode()).isZero();
  }

  @Test
  void whereNothingWaitsThereIsNothingToPublish() {
    Ran ran = mkailin("publish", "--out", published.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("nothing waits to be published in " + published);
  }
}
