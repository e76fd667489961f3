package org.mkailin.pipelines.results;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a run is and leaves, as data: all that a process needs to show its progress, check its books
 * and publish its results, be it another process than the one that launched it.
 *
 * @param program the program's name, such as "distill"; its pipeline counts under this name
 * @param card how the dataset card and the report introduce the results
 * @param stages every stage whose books are published, in the order of the graph
 * @param sets what is published, beside its lineage and the rejections of every stage
 * @param placements what goes to a place of its own
 */
public record Plan(
    String program, Card card, List<Stage> stages, List<DataSet> sets, List<Placement> placements) {
  /** Rows of every stage that say what did not go on, and why: published by every program. */
  public static final String REJECTIONS = "rejections";

  /** A line for every row of a set, in a folder for all sets together. */
  private static final String LINEAGE = "lineage";

  /**
   * How the dataset card and the report introduce the results.
   *
   * @param title such as "Training sets distilled from PubMed"
   * @param about how they were made, after "Made by mkailin 0.1, "; Markdown without markup
   * @param examples what heads the {@link Example}s; empty for a program that has none
   * @param aboutExamples how to read them
   */
  public record Card(String title, String about, String examples, String aboutExamples) {}

  public Plan {
    stages = List.copyOf(stages);
    sets = List.copyOf(sets);
    placements = List.copyOf(placements);
  }

  /** The stages that the program's own pipeline goes through, by name. */
  public List<String> ownStages() {
    return stages.stream().filter(stage -> stage.pass().equals(program)).map(Stage::name).toList();
  }

  /** The pipelines that count the stages: the program's own, and those that ran before it. */
  List<String> passes() {
    return Stream.concat(Stream.of(program), stages.stream().map(Stage::pass)).distinct().toList();
  }

  /** Whether a staged file is to be published. */
  boolean publishes(String file) {
    String folder = file.substring(0, Math.max(0, file.indexOf('/')));
    return folder.equals(LINEAGE)
        || folder.equals(REJECTIONS)
        || sets.stream().anyMatch(set -> set.folder().equals(folder));
  }
}
