package org.mkailin.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.mkailin.transforms.dataset.WrittenFile;

/**
 * A row of the preferences, with its answer, for people to look at.
 *
 * @param pmid its source
 * @param chosen the better question
 * @param rejected the other one
 * @param answer the answer to the chosen one; empty if there is none
 */
record Example(String pmid, Side chosen, Side rejected, String answer) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One of the two questions.
   *
   * @param agent who asked
   * @param question what
   * @param score how well its contexts fit the source
   */
  record Side(String agent, String question, double score) {
    private static Side of(JsonNode side) {
      return new Side(
          side.path("agent").asText(),
          side.path("question").asText(),
          side.path("score").asDouble());
    }
  }

  double margin() {
    return chosen.score() - rejected.score();
  }

  /**
   * The clearest preferences in the first file of a run, greatest margin first.
   *
   * @param files the run's files, not yet published
   */
  static List<Example> clearest(int count, List<WrittenFile> files) throws IOException {
    List<Example> examples = new ArrayList<>();
    for (String line : firstFileOf("lineage/preferences-", files)) {
      JsonNode row = JSON.readTree(line);
      examples.add(
          new Example(
              row.path("pmid").asText(),
              Side.of(row.path("chosen")),
              Side.of(row.path("rejected")),
              ""));
    }
    examples.sort(Comparator.comparing(Example::margin).reversed().thenComparing(Example::pmid));
    return withAnswers(examples.subList(0, Math.min(count, examples.size())), files);
  }

  private static List<Example> withAnswers(List<Example> examples, List<WrittenFile> files)
      throws IOException {
    List<String> lineage = firstFileOf("lineage/sft-", files);
    List<String> rows = firstFileOf("sft/sft-", files);
    List<Example> answered = new ArrayList<>(examples);
    for (int i = 0; i < lineage.size(); i++) {
      String pmid = JSON.readTree(lineage.get(i)).path("pmid").asText();
      for (int j = 0; j < answered.size(); j++) {
        Example example = answered.get(j);
        if (example.pmid().equals(pmid)) {
          String answer = JSON.readTree(rows.get(i)).path("completion").asText().strip();
          answered.set(j, new Example(pmid, example.chosen(), example.rejected(), answer));
        }
      }
    }
    return answered;
  }

  private static List<String> firstFileOf(String prefix, List<WrittenFile> files)
      throws IOException {
    Optional<WrittenFile> first =
        files.stream()
            .filter(file -> file.name().startsWith(prefix))
            .min(Comparator.comparing(WrittenFile::name));
    if (first.isEmpty()) {
      return List.of();
    }
    var resource = FileSystems.matchNewResource(first.get().writtenAs(), false);
    try (BufferedReader lines =
        new BufferedReader(
            Channels.newReader(FileSystems.open(resource), StandardCharsets.UTF_8))) {
      return lines.lines().toList();
    }
  }
}
