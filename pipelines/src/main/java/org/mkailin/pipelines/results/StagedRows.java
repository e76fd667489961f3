package org.mkailin.pipelines.results;

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
import org.mkailin.transforms.dataset.WriteRows;
import org.mkailin.transforms.dataset.WrittenFile;

/** The rows of a set while they are staged. */
final class StagedRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<WrittenFile> files;
  private final List<WrittenFile> lineage;

  /**
   * The rows of a set.
   *
   * @param all the run's files, not yet published
   */
  StagedRows(String set, List<WrittenFile> all) {
    this.files = startingWith(set + "/" + set + "-", all);
    this.lineage = startingWith("lineage/" + set + "-", all);
  }

  private static List<WrittenFile> startingWith(String start, List<WrittenFile> all) {
    return all.stream()
        .filter(file -> file.name().startsWith(start))
        .sorted(Comparator.comparing(WrittenFile::name))
        .toList();
  }

  /** Every row; for small sets. */
  List<JsonNode> all() throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (WrittenFile file : files) {
      try (BufferedReader lines = open(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          rows.add(JSON.readTree(line));
        }
      }
    }
    return rows;
  }

  /** The row of this id; looks through one file, however many there are. */
  Optional<JsonNode> find(String id) throws IOException {
    if (files.isEmpty() || lineage.size() != files.size()) {
      return Optional.empty();
    }
    int file = WriteRows.fileOf(id, files.size());
    try (BufferedReader ids = open(lineage.get(file));
        BufferedReader rows = open(files.get(file))) {
      for (String line = ids.readLine(); line != null; line = ids.readLine()) {
        String row = rows.readLine();
        // Most lines are passed over without being parsed.
        if (line.contains(id) && JSON.readTree(line).path("id").asText().equals(id)) {
          return Optional.of(JSON.readTree(row));
        }
      }
    }
    return Optional.empty();
  }

  private static BufferedReader open(WrittenFile file) throws IOException {
    var resource = FileSystems.matchNewResource(file.writtenAs(), false);
    return new BufferedReader(
        Channels.newReader(FileSystems.open(resource), StandardCharsets.UTF_8));
  }
}
