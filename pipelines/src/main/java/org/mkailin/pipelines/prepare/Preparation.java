package org.mkailin.pipelines.prepare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.mkailin.pipelines.books.RunSummary;
import org.mkailin.pipelines.books.StageCounts;
import org.mkailin.pipelines.job.BeamOptions;
import org.mkailin.pipelines.job.PipelineRun;
import org.mkailin.pipelines.place.AtExit;
import org.mkailin.pipelines.place.InputFiles;
import org.mkailin.transforms.IndexCitations;
import org.mkailin.transforms.dataset.WrittenFile;
import org.mkailin.transforms.pubmed.ReadCitations;

/** Runs the {@link PreparePipeline}: decides what it has to do, and puts its results in place. */
public final class Preparation {
  private final String staging;
  private final PrintStream progress;

  public Preparation(String staging, PrintStream progress) {
    this.staging = staging;
    this.progress = progress;
  }

  /** Where the statistics file is, once the pass has ended. */
  public static String statisticsIn(String staging) {
    return staging + "/statistics.tsv";
  }

  /** Runs the pass. */
  public RunSummary run(
      PreparePipeline prepare, ReadCitations reading, InputFiles inputs, List<String> beamArguments)
      throws IOException {
    Pipeline pipeline = Pipeline.create(BeamOptions.forInput("prepare", inputs, beamArguments));
    prepare.build(pipeline, reading);
    PipelineRun run = PipelineRun.start(pipeline, "prepare");
    try (AtExit cancel = AtExit.doing("cancel prepare", run::cancel)) {
      run.await(List.of("read", IndexCitations.STAGE), 0, progress);
    }
    RunSummary summary = RunSummary.ofEnded(PreparePipeline.summaryIn(staging));
    StageCounts.of(List.of("read"), summary.counts()).forEach(StageCounts::checkConservation);
    PreparePipeline.booksOfIndex(summary).ifPresent(StageCounts::checkConservation);
    return summary;
  }

  /**
   * Puts the statistics file in its place, whole or not at all.
   *
   * @param place where the agents look for it; on any file system
   */
  public static void placeStatistics(RunSummary summary, String place) throws IOException {
    for (WrittenFile file : PreparePipeline.statisticsFiles(summary)) {
      ResourceId written = FileSystems.matchNewResource(file.writtenAs(), false);
      ResourceId beside = FileSystems.matchNewResource(place + "." + UUID.randomUUID(), false);
      try (InputStream in = Channels.newInputStream(FileSystems.open(written));
          OutputStream out = Channels.newOutputStream(FileSystems.create(beside, "text/plain"))) {
        in.transferTo(out);
      }
      FileSystems.rename(List.of(beside), List.of(FileSystems.matchNewResource(place, false)));
    }
  }
}
