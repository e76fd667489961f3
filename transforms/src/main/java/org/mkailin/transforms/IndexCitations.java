package org.mkailin.transforms;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Passage;
import org.mkailin.model.Embedding;
import org.mkailin.model.IndexDescription;
import org.mkailin.model.PassageIndexWriter;
import org.mkailin.model.PassageIndexWriter.Build;
import org.mkailin.model.PassageIndexWriter.Entry;
import org.mkailin.model.PassageIndexWriter.Written;
import org.mkailin.model.TextEncoder;

/**
 * Encodes every citation and writes it to the retriever's passage index: begin once, write from
 * many workers, finish once.
 *
 * <p>Encoder and index are those of the retriever agent itself, so questions are encoded with what
 * the index was built with. The output is the number of passages in the finished index.
 *
 * <p>Passages are written in parts of about {@value #PASSAGES_PER_PART}, and a bundle ends its
 * part. The graph carries the parts' receipts, so a bundle that is retried counts once. All
 * receipts meet under one key: with bundles of 1,000, the 23 million citations with abstracts make
 * 23,000 receipts of about 80 bytes, 2 MB.
 */
public final class IndexCitations extends PTransform<PCollection<Citation>, PCollection<Long>> {
  /** The stage's name in counts and metrics. */
  public static final String STAGE = "index";

  /** With 384 dimensions and abstracts of 2,000 characters, about 7 MB for each thread. */
  private static final int PASSAGES_PER_PART = 2000;

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
    // Chosen here, so that all workers and all their attempts work on the same build.
    String build = UUID.randomUUID().toString();
    PCollection<Written> begun =
        citations
            .getPipeline()
            .apply("Index place", Create.of(Written.NOTHING))
            .apply("Begin index", ParDo.of(new BeginFn(retriever, build)));
    PCollection<Written> written =
        citations
            .apply("After begin", Wait.on(begun))
            .apply("Spread", Spread.before(STAGE, Citation::pmid).readBy(retriever))
            .apply(
                "Encode and write",
                RightFit.to(retriever, ParDo.of(new WriteFn(retriever, build))));
    // With the receipt of nothing that begun gives, there is a group even where nothing is written.
    return PCollectionList.of(begun)
        .and(written)
        .apply("Begun and written", Flatten.pCollections())
        .apply(
            "One index", WithKeys.<Integer, Written>of(0).withKeyType(TypeDescriptors.integers()))
        .apply("Gather receipts", GroupByKey.create())
        .apply("Finish index", ParDo.of(new FinishFn(retriever, build)));
  }

  /** What the three steps have in common. */
  private abstract static class BuildFn<I, O> extends LeasingFn<I, O> {
    private final String build;

    BuildFn(AgentSpec spec, String build) {
      super(spec);
      this.build = build;
    }

    final TextEncoder encoder() {
      return get(TextEncoder.class);
    }

    final PassageIndexWriter writer() {
      return get(PassageIndexWriter.class);
    }

    final Build build() {
      return new Build(build, build, IndexDescription.of(encoder()), false);
    }
  }

  private static final class BeginFn extends BuildFn<Written, Written> {
    BeginFn(AgentSpec spec, String build) {
      super(spec, build);
    }

    @ProcessElement
    public void process(@Element Written nothing, OutputReceiver<Written> begun) {
      writer().begin(build());
      begun.output(nothing);
    }
  }

  private static final class WriteFn extends BuildFn<Citation, Written> {
    private final Counter done = new StageMetrics(STAGE).counter(StageMetrics.DONE);
    private final Tries<Passage> encoding;
    private final Tries<List<Entry>> writing;
    private transient Batches<Passage> batches;
    private transient List<Entry> part;

    WriteFn(AgentSpec spec, String build) {
      super(spec, build);
      this.encoding = new Tries<>(spec.name(), STAGE, Passage::pmid);
      this.writing = new Tries<>(spec.name(), STAGE, WriteFn::firstAndNumber);
    }

    private static String firstAndNumber(List<Entry> part) {
      String first = part.get(0).passage().pmid();
      return part.size() == 1 ? first : "%s and %d more".formatted(first, part.size() - 1);
    }

    @StartBundle
    public void startBundle() {
      batches = Batches.of(spec(), TextLength::ofPassage);
      part = new ArrayList<>();
    }

    @ProcessElement
    public void process(@Element Citation citation, OutputReceiver<Written> written)
        throws IOException, InterruptedException {
      batches.add(Passage.of(citation));
      if (batches.isFull()) {
        encode();
      }
      if (part.size() >= PASSAGES_PER_PART) {
        written.output(write());
      }
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) throws IOException, InterruptedException {
      encode();
      if (!part.isEmpty()) {
        context.output(write(), GlobalWindow.INSTANCE.maxTimestamp(), GlobalWindow.INSTANCE);
      }
    }

    private void encode() throws IOException, InterruptedException {
      for (List<Passage> batch : batches.cut()) {
        List<String> texts = batch.stream().map(Passage::titleAndText).toList();
        List<Embedding> vectors =
            encoding.of(batch, "vectors", () -> encoder().encodePassages(texts));
        for (int i = 0; i < batch.size(); i++) {
          part.add(new Entry(batch.get(i), vectors.get(i)));
        }
        done.inc(batch.size());
      }
    }

    private Written write() throws IOException, InterruptedException {
      List<Entry> entries = List.copyOf(part);
      part.clear();
      return writing
          .of(List.of(entries), "receipts", () -> List.of(writer().write(build(), entries)))
          .get(0);
    }
  }

  private static final class FinishFn extends BuildFn<KV<Integer, Iterable<Written>>, Long> {
    FinishFn(AgentSpec spec, String build) {
      super(spec, build);
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<Written>> receipts, OutputReceiver<Long> indexed) {
      List<Written> written = new ArrayList<>();
      receipts.getValue().forEach(written::add);
      writer().finish(build(), written);
      indexed.output(written.stream().mapToLong(Written::passages).sum());
    }
  }
}
