package org.mkailin.pipelines.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mkailin.transforms.dataset.WrittenFile;

/**
 * Something of the results for people to look at.
 *
 * <p>A program's pipeline chooses its examples among all rows, whatever the number of files, and
 * writes them in their order to set {@value #SET}, which is staged and not published. What only
 * another set knows, such as the answer to a question, stands there as a {@link Cell}, and is read
 * from that set's file when the results are published.
 *
 * @param title what it is, such as "PMID 12345678"
 * @param lines what there is to see
 */
public record Example(String title, List<Line> lines) {
  /** The staged set of examples. */
  public static final String SET = "examples";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One line.
   *
   * @param label what it is, such as "chosen, by domain, score 0.834"
   * @param text what it says; empty where a cell says it
   * @param cell the cell of another set that says it
   */
  public record Line(String label, String text, @Nullable Cell cell) {
    /** A line that is known at once. */
    public static Line of(String label, String text) {
      return new Line(label, text, null);
    }

    /** A line that a row of another set knows. */
    public static Line of(String label, Cell cell) {
      return new Line(label, "", cell);
    }
  }

  /**
   * A column of a row.
   *
   * @param set the row's set
   * @param id the row's id, as its lineage has it
   * @param column the column
   */
  public record Cell(String set, String id, String column) {}

  /** The example as JSON, on one line. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an example can always be written as JSON", e);
    }
  }

  /**
   * The examples among a run's staged files, with the text of every cell; a cell whose row is not
   * there, since it was rejected on the way, gives no line.
   *
   * @param files the run's files, not yet published
   */
  static List<Example> in(List<WrittenFile> files) throws IOException {
    List<Example> examples = new ArrayList<>();
    for (JsonNode row : new StagedRows(SET, files).all()) {
      examples.add(JSON.treeToValue(row, Example.class).resolved(files));
    }
    return examples;
  }

  private Example resolved(List<WrittenFile> files) throws IOException {
    List<Line> resolved = new ArrayList<>();
    for (Line line : lines) {
      Cell cell = line.cell();
      if (cell == null) {
        resolved.add(line);
      } else {
        new StagedRows(cell.set(), files)
            .find(cell.id())
            .map(row -> Line.of(line.label(), row.path(cell.column()).asText().strip()))
            .ifPresent(resolved::add);
      }
    }
    return new Example(title, resolved);
  }
}
