package org.mkailin.pipelines.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mkailin.pipelines.books.RunSummary;
import org.mkailin.pipelines.books.StageCounts;
import org.mkailin.pipelines.distill.DistillPipeline;
import org.mkailin.pipelines.place.OutputFolder;
import org.mkailin.pipelines.place.RunFailedException;
import org.mkailin.pipelines.prepare.PreparePipeline;
import org.mkailin.transforms.dataset.WrittenFile;

/**
 * The last step of a distillation: checks the books of a job that has ended, and publishes what it
 * staged.
 *
 * <p>Whoever launched the job does this, or, where that process is gone, `mkailin publish`: all
 * that is needed lies in the staging folder.
 */
public final class Publication {
  /** What made the run, in the staging folder: the manifest as far as it is known before. */
  public static final String PLAN = "plan.json";

  private final OutputFolder out;

  public Publication(OutputFolder out) {
    this.out = out;
  }

  /** Leaves in the staging folder what a publication needs to know of the run. */
  public void plan(Manifest manifest) throws IOException {
    out.stage(new OutputFolder.Text(PLAN, manifest.planned()));
  }

  /** Whether the job has ended well, so that its results can be published. */
  public boolean isReady() throws IOException {
    return RunSummary.read(DistillPipeline.summaryIn(out.staging())).isPresent();
  }

  /**
   * Publishes the results.
   *
   * @throws RunFailedException if the books don't balance, or what is staged is not what was
   *     written
   */
  public PublishedRun run() throws IOException {
    RunSummary summary = RunSummary.ofEnded(DistillPipeline.summaryIn(out.staging()));
    List<StageCounts> stages =
        new ArrayList<>(StageCounts.of(DistillPipeline.STAGES, summary.counts()));
    List<WrittenFile> files = new ArrayList<>(summary.files());
    addIndex(stages, files);
    checkBooks(stages, files);
    // Files that an earlier try has moved can't be looked at any more; its texts are staged.
    List<Example> examples = out.isBegun() ? List.of() : Example.clearest(5, files);
    List<OutputFolder.Text> texts =
        List.of(
            new OutputFolder.Text("README.md", DatasetCard.of(stages, files)),
            new OutputFolder.Text("report.html", HtmlReport.of(stages, files, examples)));
    Manifest manifest = Manifest.parse(out.staged(PLAN));
    out.publish(files, texts, manifest.toJson(stages, files, texts));
    return new PublishedRun(stages, files, examples, out.path());
  }

  /**
   * Where the index was built for this run, by the job before, its books come after those of
   * reading, and what it refused is among the rejections; where it refused nothing, there is no
   * file that says so.
   */
  private void addIndex(List<StageCounts> stages, List<WrittenFile> files) throws IOException {
    Optional<RunSummary> prepared = RunSummary.read(PreparePipeline.summaryIn(out.staging()));
    Optional<StageCounts> index = prepared.flatMap(PreparePipeline::booksOfIndex);
    if (index.isPresent()) {
      stages.add(1, index.get());
      PreparePipeline.rejectionFiles(prepared.orElseThrow()).stream()
          .filter(file -> file.rows() > 0)
          .forEach(files::add);
    }
  }

  /** Nothing lost in a stage, and as many rows in the files as the books say. */
  private static void checkBooks(List<StageCounts> stages, List<WrittenFile> files) {
    stages.forEach(StageCounts::checkConservation);
    long judged = stageOf(stages, "judge").out();
    checkRows(files, "preferences", judged);
    checkRows(files, "cpt", judged);
    checkRows(files, "sft", stageOf(stages, "answer").out());
    checkRows(files, "rejections", stages.stream().mapToLong(StageCounts::rejectedInAll).sum());
  }

  private static StageCounts stageOf(List<StageCounts> stages, String name) {
    return stages.stream().filter(s -> s.stage().equals(name)).findFirst().orElseThrow();
  }

  private static void checkRows(List<WrittenFile> files, String set, long expected) {
    if (Dataset.rowsOf(set, files) != expected) {
      throw new RunFailedException(
          String.format(
              Locale.ROOT,
              "set %s has %,d rows, but the books say %,d; nothing was published",
              set,
              Dataset.rowsOf(set, files),
              expected),
          null);
    }
  }
}
