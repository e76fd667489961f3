package org.mkailin.transforms;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Passage;
import org.mkailin.model.Embedding;
import org.mkailin.model.IndexDescription;
import org.mkailin.model.PassageIndexWriter;
import org.mkailin.model.PassageIndexWriter.Entry;
import org.mkailin.model.TextEncoder;

/**
 * Encodes every citation and writes it to the retriever's passage index: begin once, write from
 * many workers, finish once.
 *
 * <p>Encoder and index are those of the retriever agent itself, so questions are encoded with what
 * the index was built with. The output is the number of passages in the finished index.
 */
public final class IndexCitations extends PTransform<PCollection<Citation>, PCollection<Long>> {
  /** The stage's name in counts and metrics. */
  public static final String STAGE = "index";

  private final AgentSpec retriever;

  private IndexCitations(AgentSpec retriever) {
    this.retriever = retriever;
  }

  /** Builds the index of {@code retriever}, whose plugins provide an encoder and a writer. */
  public static IndexCitations of(AgentSpec retriever) {
    return new IndexCitations(retriever);
  }

  @Override
  public PCollection<Long> expand(PCollection<Citation> citations) {
    PCollection<Integer> begun =
        citations
            .getPipeline()
            .apply("Index place", Create.of(0))
            .apply("Begin index", ParDo.of(new BeginFn(retriever)));
    PCollection<Integer> written =
        citations
            .apply("After begin", Wait.on(begun))
            .apply("Spread", Spread.by(Citation::pmid))
            .apply("Encode and write", ParDo.of(new WriteFn(retriever)));
    // The 0 that begun gives is counted too: so there is always a sum, and never before the begin.
    return PCollectionList.of(begun)
        .and(written)
        .apply("Begun and written", Flatten.pCollections())
        .apply("Count written", Combine.globally(Sum.ofIntegers()).withoutDefaults())
        .apply("Finish index", ParDo.of(new FinishFn(retriever)));
  }

  private static final class BeginFn extends LeasingFn<Integer, Integer> {
    BeginFn(AgentSpec spec) {
      super(spec);
    }

    @ProcessElement
    public void process(@Element Integer place, OutputReceiver<Integer> begun) {
      get(PassageIndexWriter.class).begin(IndexDescription.of(get(TextEncoder.class)));
      begun.output(place);
    }
  }

  private static final class WriteFn extends LeasingFn<Citation, Integer> {
    private final Counter done = new StageMetrics(STAGE).counter(StageMetrics.DONE);
    private final Tries<Passage> tries;
    private transient List<Passage> buffer;
    private transient int written;

    WriteFn(AgentSpec spec) {
      super(spec);
      this.tries = new Tries<>(spec.name(), STAGE, Passage::pmid);
    }

    @StartBundle
    public void startBundle() {
      buffer = new ArrayList<>();
      written = 0;
    }

    @ProcessElement
    public void process(@Element Citation citation) throws IOException, InterruptedException {
      buffer.add(Passage.of(citation));
      if (buffer.size() >= spec().batchSize()) {
        flush();
      }
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) throws IOException, InterruptedException {
      flush();
      context.output(written, GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
    }

    private void flush() throws IOException, InterruptedException {
      if (buffer.isEmpty()) {
        return;
      }
      List<String> texts = buffer.stream().map(Passage::titleAndText).toList();
      List<Embedding> vectors =
          tries.of(buffer, "vectors", () -> get(TextEncoder.class).encodePassages(texts));
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < buffer.size(); i++) {
        entries.add(new Entry(buffer.get(i), vectors.get(i)));
      }
      tries.of(
          buffer,
          "entries",
          () -> {
            get(PassageIndexWriter.class).write(entries);
            return entries;
          });
      done.inc(entries.size());
      written += entries.size();
      buffer.clear();
    }
  }

  private static final class FinishFn extends LeasingFn<Integer, Long> {
    FinishFn(AgentSpec spec) {
      super(spec);
    }

    @ProcessElement
    public void process(@Element Integer written, OutputReceiver<Long> indexed) {
      get(PassageIndexWriter.class).finish(written);
      indexed.output((long) written);
    }
  }
}
