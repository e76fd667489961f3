package org.mkailin.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mkailin.pipelines.CommandLineFixture.contents;
import static org.mkailin.pipelines.CommandLineFixture.mkailin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.pipelines.CommandLineFixture;
import org.mkailin.pipelines.CommandLineFixture.Ran;

/** What `mkailin publish` makes of what a run left staged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishTest {
  @TempDir static Path folder;

  private Path published;

  /** What a run leaves whose launcher lost touch: all that it wrote, and nothing published. */
  private Path left;

  @BeforeAll
  void distil() throws IOException {
    published = folder.resolve("published");
    CommandLineFixture.unpackSample(folder.resolve("in"));
    MemoryPlugin.agentsInMemory(folder.resolve("agents.yaml"), "${index}");
    Ran ran = mkailin(distilling(published));
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    left = folder.resolve("left");
    loseTouch(left, distilling(left, "--runner=LostTouchRunner"));
  }

  private static List<String> distilling(Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "distill",
                "--citations",
                folder.resolve("in/sample26n*.xml").toString(),
                "--mesh",
                folder.resolve("in/sample-desc2022.xml").toString(),
                "--config",
                folder.resolve("agents.yaml").toString(),
                "--out",
                out.toString(),
                "--files",
                "2"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  /** The same in a folder of its own. */
  private Path waiting(String name) throws IOException {
    Path out = folder.resolve(name);
    try (Stream<Path> all = Files.walk(left)) {
      for (Path file : all.toList()) {
        Files.copy(file, out.resolve(left.relativize(file).toString()));
      }
    }
    Path summary = stagingOf(out).resolve("distill.jsonl");
    Files.writeString(
        summary, Files.readString(summary).replace(left.toString() + "/", out.toString() + "/"));
    return out;
  }

  private static void loseTouch(Path out, List<String> command) {
    Ran ran = mkailin(command);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .contains("lost touch with the job")
        .contains("`mkailin publish --out " + out + " --runner=LostTouchRunner` publishes");
  }

  private static Path stagingOf(Path out) throws IOException {
    try (Stream<Path> inside = Files.list(out)) {
      return inside
          .filter(folder -> folder.getFileName().toString().startsWith(".mkailin-"))
          .collect(onlyElement());
    }
  }

  private static <T> Collector<T, ?, T> onlyElement() {
    return Collectors.collectingAndThen(
        Collectors.toList(),
        found -> {
          assertThat(found).hasSize(1);
          return found.get(0);
        });
  }

  /** The staged file that is to have this name. */
  private static Path staged(Path out, String name) throws IOException {
    try (Stream<Path> all = Files.walk(stagingOf(out))) {
      return all.filter(file -> file.toString().contains("/" + name + ".")).collect(onlyElement());
    }
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
    MemoryIndex.named(folder.resolve("a").toString()).toRefuse.add("99000001");
    MemoryIndex.named(folder.resolve("b").toString()).toRefuse.add("99000001");
    Path refusing = folder.resolve("refusing");
    String index = folder.resolve("a").toString();
    Ran ran = mkailin(distilling(refusing, "--index", index));
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    Path out = folder.resolve("died-refusing");
    String other = folder.resolve("b").toString();
    loseTouch(out, distilling(out, "--index", other, "--runner=LostTouchRunner"));
    Ran publishing = mkailin("publish", "--out", out.toString());
    assertThat(publishing.exitCode()).as(publishing.err()).isZero();
    assertThat(publishing.out()).contains("too-heavy 1");
    assertThat(rowsOf(out))
        .isEqualTo(rowsOf(refusing))
        .containsKey("rejections/index-00000-of-00001.jsonl");
  }

  private static Map<String, String> rowsOf(Path out) throws IOException {
    Map<String, String> rows = contents(out);
    rows.keySet().removeIf(name -> !name.endsWith(".jsonl"));
    return rows;
  }

  @Test
  void anIndexingRunWhoseLauncherDiedIsPublishedToo() throws IOException {
    Path index = folder.resolve("an.index");
    Path statistics = folder.resolve("an.statistics");
    Path out = folder.resolve("an.index-rejections");
    loseTouch(
        out,
        List.of(
            "index",
            "--citations",
            folder.resolve("in/sample26n*.xml").toString(),
            "--mesh",
            folder.resolve("in/sample-desc2022.xml").toString(),
            "--index",
            index.toString(),
            "--statistics",
            statistics.toString(),
            "--runner=LostTouchRunner"));
    assertThat(index).exists();
    assertThat(statistics).doesNotExist();
    Ran ran = mkailin("publish", "--out", out.toString());
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("Published a run on 180 citation records.");
    assertThat(statistics).content().containsPattern("(?m)^D[0-9]+\\t[0-9]+$");
    assertThat(contents(out))
        .containsOnlyKeys(
            "README.md",
            "manifest.json",
            "report.html",
            "rejections/rejections-00000-of-00001.jsonl");
    assertThat(contents(out).get("manifest.json")).contains("\"program\" : \"index\"");
  }

  @Test
  void aPublicationThatWasBrokenOffGoesOn() throws IOException {
    Path out = waiting("broken");
    // As it is when the first of the files has been moved, and no other.
    Map<String, String> whole = contents(published);
    Path staging = stagingOf(out);
    for (String text : new String[] {"README.md", "report.html", "manifest.json"}) {
      Files.writeString(staging.resolve(text), whole.get(text));
    }
    Files.writeString(staging.resolve("replaces.txt"), "");
    String first = "cpt/cpt-00000-of-00002.jsonl";
    Files.createDirectories(out.resolve(first).getParent());
    Files.move(staged(out, first), out.resolve(first));
    Ran ran = mkailin("publish", "--out", out.toString());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(contents(out)).isEqualTo(whole);
  }

  @Test
  void aJobThatHasNotEndedIsNotPublished() throws IOException {
    Path out = waiting("early");
    Path summary = stagingOf(out).resolve("distill.jsonl");
    String whole = Files.readString(summary);
    Files.writeString(summary, whole.substring(0, whole.length() / 2));
    Ran ran = mkailin("publish", "--out", out.toString());
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .contains(stagingOf(out).getFileName().toString(), "has not ended well, or not yet");
    assertThat(out.resolve("manifest.json")).doesNotExist();
    assertThat(out.resolve("cpt")).doesNotExist();
  }

  @Test
  void aStagedFileOfAnotherLengthIsNotPublished() throws IOException {
    Path out = waiting("short");
    Path file = staged(out, "cpt/cpt-00001-of-00002.jsonl");
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
    String run = stagingOf(out).getFileName().toString();
    Files.createDirectories(out.resolve(".mkailin-77"));
    Files.copy(out.resolve(run).resolve("plan.json"), out.resolve(".mkailin-77/plan.json"));
    Ran ran = mkailin("publish", "--out", out.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("2 runs wait", "--run", run, ".mkailin-77");
    assertThat(mkailin("publish", "--out", out.toString(), "--run", run).exitCode()).isZero();
  }

  @Test
  void whereNothingWaitsThereIsNothingToPublish() {
    Ran ran = mkailin("publish", "--out", published.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("nothing waits to be published in " + published);
  }
}
