package org.mkailin.pipelines.results;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mkailin.pipelines.books.RunSummary;
import org.mkailin.pipelines.books.StageCounts;
import org.mkailin.pipelines.place.OutputFolder;
import org.mkailin.pipelines.place.RunFailedException;
import org.mkailin.transforms.dataset.WrittenFile;

/**
 * The last step of any program: checks the books of a job that has ended, and publishes what it
 * staged.
 *
 * <p>Whoever launched the job does this, or, where that process is gone, `mkailin publish`: all
 * that is needed lies in the staging folder, the {@link Plan} and what is known of the {@link
 * Manifest} in {@value #PLAN}, books and files in the summary of each pass.
 */
public final class Publication {
  /** The plan of the run, in its staging folder. */
  public static final String PLAN = "plan.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final OutputFolder out;
  private final Plan plan;
  private final Manifest manifest;

  private Publication(OutputFolder out, Plan plan, Manifest manifest) {
    this.out = out;
    this.plan = plan;
    this.manifest = manifest;
  }

  /** Leaves in the staging folder what a publication needs to know of the run. */
  public static Publication plan(OutputFolder out, Plan plan, Manifest manifest)
      throws IOException {
    ObjectNode planned = JSON.createObjectNode();
    planned.set("plan", JSON.valueToTree(plan));
    planned.set("manifest", manifest.planned());
    out.stage(new OutputFolder.Text(PLAN, planned.toPrettyString() + "\n"));
    return new Publication(out, plan, manifest);
  }

  /** Reads what {@link #plan} left, be it in another process. */
  public static Publication planned(OutputFolder out) throws IOException {
    ObjectNode planned = (ObjectNode) JSON.readTree(out.staged(PLAN));
    return new Publication(
        out,
        JSON.treeToValue(planned.get("plan"), Plan.class),
        Manifest.planned((ObjectNode) planned.get("manifest")));
  }

  /** Whether the job has ended well, so that its results can be published. */
  public boolean isReady() throws IOException {
    return RunSummary.read(RunSummary.pathIn(out.staging(), plan.program())).isPresent();
  }

  /**
   * Publishes the results.
   *
   * @throws RunFailedException if the books don't balance, or what is staged is not what was
   *     written
   */
  public RunResults run() throws IOException {
    Map<String, RunSummary> summaries = new HashMap<>();
    for (String pass : plan.passes()) {
      summaries.put(pass, RunSummary.ofEnded(RunSummary.pathIn(out.staging(), pass)));
    }
    List<StageCounts> stages = new ArrayList<>();
    for (Stage stage : plan.stages()) {
      stages.add(StageCounts.of(stage.name(), summaries.get(stage.pass()).counts()));
    }
    List<WrittenFile> staged = summaries.get(plan.program()).files();
    RunResults results =
        new RunResults(plan, stages, filesToPublish(summaries), examples(staged), out.path());
    checkBooks(results);
    if (!out.isBegun()) {
      for (Placement placement : plan.placements()) {
        placement.run(staged);
      }
    }
    List<OutputFolder.Text> texts =
        List.of(
            new OutputFolder.Text("README.md", DatasetCard.of(results)),
            new OutputFolder.Text("report.html", HtmlReport.of(results)));
    out.publish(results.files(), texts, manifest.toJson(results, texts));
    return results;
  }

  /**
   * What a pass before the run's own rejected is among the rejections; where it rejected nothing,
   * there is no file that says so.
   */
  private List<WrittenFile> filesToPublish(Map<String, RunSummary> summaries) {
    List<WrittenFile> files = new ArrayList<>();
    for (String pass : plan.passes()) {
      boolean own = pass.equals(plan.program());
      summaries.get(pass).files().stream()
          .filter(file -> plan.publishes(file.name()) && (own || file.rows() > 0))
          .forEach(files::add);
    }
    return files;
  }

  /** Files that an earlier try has moved can't be looked at any more; its texts are staged. */
  private List<Example> examples(List<WrittenFile> staged) throws IOException {
    return out.isBegun() ? List.of() : Example.in(staged);
  }

  /** Nothing lost in a stage, and as many rows in the files as the books say. */
  private static void checkBooks(RunResults results) {
    results.stages().forEach(StageCounts::checkConservation);
    for (DataSet set : results.plan().sets()) {
      long written =
          results.stages().stream()
              .filter(stage -> stage.stage().equals(set.stage()))
              .mapToLong(StageCounts::out)
              .sum();
      checkRows(set.folder(), results, written);
    }
    long rejected = results.stages().stream().mapToLong(StageCounts::rejectedInAll).sum();
    checkRows(Plan.REJECTIONS, results, rejected);
  }

  private static void checkRows(String set, RunResults results, long expected) {
    if (results.rowsIn(set) != expected) {
      throw new RunFailedException(
          String.format(
              Locale.ROOT,
              "set %s has %,d rows, but the books say %,d; nothing was published",
              set,
              results.rowsIn(set),
              expected),
          null);
    }
  }
}
