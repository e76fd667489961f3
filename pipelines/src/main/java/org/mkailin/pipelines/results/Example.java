package org.mkailin.pipelines.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.mkailin.transforms.dataset.WrittenFile;

/**
 * A row of the preferences, with its answer, for people to look at.
 *
 * @param pmid its source
 * @param chosen the better question
 * @param rejected the other one
 * @param answer the answer to the chosen one; empty if there is none
 */
public record Example(String pmid, Side chosen, Side rejected, String answer) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One of the two questions.
   *
   * @param agent who asked
   * @param question what
   * @param score how well its contexts fit the source
   */
  public record Side(String agent, String question, double score) {
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
    Comparator<Example> clearestFirst =
        Comparator.comparing(Example::margin).reversed().thenComparing(Example::pmid);
    TreeSet<Example> clearest = new TreeSet<>(clearestFirst);
    try (BufferedReader lineage = firstFileOf("lineage/preferences-", files)) {
      for (String line = lineage.readLine(); line != null; line = lineage.readLine()) {
        JsonNode row = JSON.readTree(line);
        clearest.add(
            new Example(
                row.path("pmid").asText(),
                Side.of(row.path("chosen")),
                Side.of(row.path("rejected")),
                ""));
        if (clearest.size() > count) {
          clearest.pollLast();
        }
      }
    }
    return withAnswers(List.copyOf(clearest), files);
  }

  private static List<Example> withAnswers(List<Example> examples, List<WrittenFile> files)
      throws IOException {
    Map<String, String> answers = new HashMap<>();
    Set<String> wanted = examples.stream().map(Example::pmid).collect(Collectors.toSet());
    try (BufferedReader lineage = firstFileOf("lineage/sft-", files);
        BufferedReader rows = firstFileOf("sft/sft-", files)) {
      for (String line = lineage.readLine(); line != null; line = lineage.readLine()) {
        String row = rows.readLine();
        String pmid = JSON.readTree(line).path("pmid").asText();
        if (wanted.contains(pmid)) {
          answers.put(pmid, JSON.readTree(row).path("completion").asText().strip());
        }
      }
    }
    return examples.stream()
        .map(e -> new Example(e.pmid, e.chosen, e.rejected, answers.getOrDefault(e.pmid, "")))
        .toList();
  }

  /** The first file whose name begins so; an empty one if there is none. */
  private static BufferedReader firstFileOf(String prefix, List<WrittenFile> files)
      throws IOException {
    Optional<WrittenFile> first =
        files.stream()
            .filter(file -> file.name().startsWith(prefix))
            .min(Comparator.comparing(WrittenFile::name));
    if (first.isEmpty()) {
      return new BufferedReader(Reader.nullReader());
    }
    ResourceId file = FileSystems.matchNewResource(first.get().writtenAs(), false);
    return new BufferedReader(Channels.newReader(FileSystems.open(file), StandardCharsets.UTF_8));
  }
}
