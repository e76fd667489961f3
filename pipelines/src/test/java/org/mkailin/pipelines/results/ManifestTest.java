package org.mkailin.pipelines.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mkailin.pipelines.place.InputFiles;
import org.mkailin.pipelines.place.InputFiles.InputFile;
import org.mkailin.pipelines.place.OutputFolder.Text;
import org.mkailin.transforms.dataset.WrittenFile;
import org.mkailin.transforms.pubmed.BadFiles;

class ManifestTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final RunResults RESULTS =
      new RunResults(
          Runs.PLAN,
          List.of(
              Runs.books("read", 10, 6, Map.of("blank", 1L, "benchmark", 3L)),
              Runs.books("sort", 6, 5, Map.of("benchmark", 1L))),
          List.of(new WrittenFile("/staged", "odd/odd-0.jsonl", 5, 70, "c0ffee")),
          List.of(),
          "/out");

  private static Manifest manifest() {
    Manifest manifest = new Manifest(Runs.PROGRAM);
    manifest.putMethod("by looking at each");
    manifest.putCitations(
        new InputFiles(List.of(new InputFile("/in/a.xml", 12, 1700000000000L))), BadFiles.REJECT);
    manifest.putInput("mesh", "/in/mesh.bin");
    manifest.putOutput("index", "/elsewhere");
    manifest.putBenchmark("/in/pmids.txt");
    return manifest;
  }

  private static JsonNode json(Manifest manifest, Text... texts) throws IOException {
    return JSON.readTree(manifest.toJson(RESULTS, List.of(texts)));
  }

  @Test
  void itTellsWhatWentInAndWhatCameOut() throws IOException {
    JsonNode manifest = json(manifest(), new Text("README.md", "héllo\n"));
    assertThat(manifest.fieldNames())
        .toIterable()
        .containsExactly(
            "mkailin",
            "program",
            "method",
            "inputs",
            "outputs",
            "stages",
            "decontamination",
            "files");
    assertThat(manifest.get("program").asText()).isEqualTo("sort");
    assertThat(manifest.get("inputs"))
        .isEqualTo(
            JSON.readTree(
                """
                {"citations": [{"name": "/in/a.xml", "bytes": 12}], "bad-files": "reject",
                 "mesh": "/in/mesh.bin"}"""));
    assertThat(manifest.get("outputs")).isEqualTo(JSON.readTree("{\"index\": \"/elsewhere\"}"));
    assertThat(manifest.get("decontamination"))
        .isEqualTo(
            JSON.readTree("{\"benchmark-pmids\": \"/in/pmids.txt\", \"sources-kept-out\": 4}"));
    assertThat(manifest.get("stages").get(0))
        .isEqualTo(
            JSON.readTree(
                """
                {"stage": "read", "in": 10, "out": 6, "rejected": {"benchmark": 3, "blank": 1}}"""));
  }

  @Test
  void everyFileHasSizeAndChecksum() throws IOException {
    JsonNode files = json(manifest(), new Text("README.md", "héllo\n")).get("files");
    assertThat(files)
        .isEqualTo(
            JSON.readTree(
                """
                [{"name": "odd/odd-0.jsonl", "rows": 5, "bytes": 70, "sha256": "c0ffee"},
                 {"name": "README.md", "bytes": 7, "sha256":
                  "b95becd154aa095f76c4ca47a5aeb8350d6dfcb838404edfc9dae06628de938d"}]"""));
  }

  @Test
  void theSameRunGivesTheSameManifest() {
    assertThat(manifest().toJson(RESULTS, List.of()))
        .isEqualTo(manifest().toJson(RESULTS, List.of()))
        .endsWith("}\n")
        .doesNotContain("1700000000000");
  }
}
