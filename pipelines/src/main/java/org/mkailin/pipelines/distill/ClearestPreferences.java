package org.mkailin.pipelines.distill;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Top;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.mkailin.corpus.Preference;
import org.mkailin.corpus.RecordCoder;
import org.mkailin.pipelines.results.Example;
import org.mkailin.transforms.dataset.Row;
import org.mkailin.transforms.dataset.TrainingRows;

/**
 * The preferences with the greatest margin of all, as {@link Example}s: among equals, the lowest
 * PMID comes first, so that they are the same on every runner.
 */
final class ClearestPreferences extends PTransform<PCollection<Preference>, PCollection<Row>> {
  private static final int COUNT = 5;

  @Override
  public PCollection<Row> expand(PCollection<Preference> preferences) {
    return preferences
        .apply("Sketch", MapElements.into(TypeDescriptor.of(Sketch.class)).via(Sketch::of))
        // Without defaults, as in the books: of no preferences there is no example.
        .apply(
            "Greatest margins",
            Combine.globally(new Top.TopCombineFn<Sketch, ByMargin>(COUNT, new ByMargin()))
                .withoutDefaults())
        .apply("As examples", ParDo.of(new RankFn()));
  }

  /** One side of a preference. */
  @DefaultCoder(RecordCoder.class)
  record Side(String agent, String question, double score) implements Serializable {
    Example.Line as(String kind) {
      return Example.Line.of(
          String.format(Locale.ROOT, "%s, by %s, score %.3f", kind, agent, score), question);
    }
  }

  /** What an example shows of a preference, without abstract and contexts. */
  @DefaultCoder(RecordCoder.class)
  record Sketch(String pmid, Side chosen, Side rejected, double margin) implements Serializable {
    static Sketch of(Preference preference) {
      return new Sketch(
          preference.source().pmid(),
          new Side(
              preference.chosen().question().generator(),
              preference.chosen().question().text(),
              preference.chosenScore()),
          new Side(
              preference.rejected().question().generator(),
              preference.rejected().question().text(),
              preference.rejectedScore()),
          preference.margin());
    }

    Example toExample() {
      return new Example(
          "PMID " + pmid,
          List.of(
              chosen.as("chosen"),
              rejected.as("rejected"),
              Example.Line.of(
                  "answer",
                  new Example.Cell("sft", TrainingRows.fineTuningId(pmid), "completion"))));
    }
  }

  private static final class ByMargin implements Comparator<Sketch>, Serializable {
    private static final Comparator<Sketch> ORDER =
        Comparator.comparingDouble(Sketch::margin)
            .thenComparing(Comparator.comparing(Sketch::pmid).reversed());

    @Override
    public int compare(Sketch a, Sketch b) {
      return ORDER.compare(a, b);
    }
  }

  /** Rows are sorted by id, which here is the rank. */
  private static final class RankFn extends DoFn<List<Sketch>, Row> {
    @ProcessElement
    public void process(@Element List<Sketch> clearest, OutputReceiver<Row> rows) {
      for (int rank = 0; rank < clearest.size(); rank++) {
        String id = String.format(Locale.ROOT, "example-%03d", rank);
        rows.output(new Row(id, clearest.get(rank).toExample().toJson(), ""));
      }
    }
  }
}
