package org.mkailin.transforms;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
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
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Instant;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Passage;
import org.mkailin.corpus.Rejection;
import org.mkailin.model.Embedding;
import org.mkailin.model.IndexDescription;
import org.mkailin.model.PassageIndexWriter;
import org.mkailin.model.PassageIndexWriter.Build;
import org.mkailin.model.PassageIndexWriter.Entry;
import org.mkailin.model.PassageIndexWriter.Refused;
import org.mkailin.model.PassageIndexWriter.Written;
import org.mkailin.model.TextEncoder;

/**
 * Encodes every citation and writes it to the retriever's passage index: begin once, write from
 * many workers, finish once.
 *
 * <p>Encoder and index are those of the retriever agent itself, so questions are encoded with what
 * the index was built with. What is accepted is one number, the passages in the finished index;
 * what the index can't take is rejected. Each PMID may come once.
 *
 * <p>Before anything is encoded, the writer is asked, {@value #PASSAGES_PER_QUESTION} passages at a
 * time, which of them it has kept of a job before. Passages are written in parts of about {@value
 * #PASSAGES_PER_PART}, and a bundle ends its part. The graph carries the parts' receipts, so a
 * bundle that is retried counts once. All receipts meet under one key: with bundles of 1,000, the
 * 23 million citations with abstracts make 23,000 receipts of about 80 bytes, 2 MB.
 */
public final class IndexCitations extends PTransform<PCollection<Citation>, WithRejections<Long>> {
  /** The stage's name in counts and metrics. */
  public static final String STAGE = "index";

  /** What the counter of passages that need not be encoded is called, after its stage. */
  private static final String KEPT = "kept";

  private static final int PASSAGES_PER_QUESTION = 500;

  /** With 384 dimensions and abstracts of 2,000 characters, about 7 MB for each thread. */
  private static final int PASSAGES_PER_PART = 2000;

  private final AgentSpec retriever;
  private final String corpus;
  private final boolean replaces;

  private IndexCitations(AgentSpec retriever, String corpus, boolean replaces) {
    this.retriever = retriever;
    this.corpus = corpus;
    this.replaces = replaces;
  }

  /**
   * Builds the index of an agent.
   *
   * @param retriever the agent, whose plugins provide an encoder and a writer
   * @param corpus a name for the citations, the same for every job that indexes the same ones;
   *     letters, digits and hyphens
   * @param replaces whether to take the place of an index that stands there
   */
  public static IndexCitations of(AgentSpec retriever, String corpus, boolean replaces) {
    return new IndexCitations(retriever, corpus, replaces);
  }

  @Override
  public WithRejections<Long> expand(PCollection<Citation> citations) {
    // Chosen here, so that all workers and all their attempts work on the same build.
    Job job = new Job(UUID.randomUUID().toString(), corpus, replaces);
    TupleTag<Written> receipts = new TupleTag<>("receipts") {};
    TupleTag<Rejection> rejections = new TupleTag<>("rejections") {};
    PCollection<Written> begun =
        citations
            .getPipeline()
            .apply("Index place", Create.of(Written.NOTHING))
            .apply("Begin index", ParDo.of(new BeginFn(retriever, job)));
    PCollectionTuple written =
        citations
            .apply("After begin", Wait.on(begun))
            .apply("Spread", Spread.before(STAGE, Citation::pmid).readBy(retriever))
            .apply(
                "Encode and write",
                RightFit.to(
                    retriever,
                    ParDo.of(new WriteFn(retriever, job, receipts, rejections))
                        .withOutputTags(receipts, TupleTagList.of(rejections))));
    // With the receipt of nothing that begun gives, there is a group even where nothing is written.
    PCollection<Long> indexed =
        PCollectionList.of(begun)
            .and(written.get(receipts))
            .apply("Begun and written", Flatten.pCollections())
            .apply(
                "One index",
                WithKeys.<Integer, Written>of(0).withKeyType(TypeDescriptors.integers()))
            .apply("Gather receipts", GroupByKey.create())
            .apply("Finish index", ParDo.of(new FinishFn(retriever, job)));
    return new WithRejections<>(indexed, written.get(rejections));
  }

  /** What a build is told, but for the encoder, which workers know. */
  private record Job(String id, String corpus, boolean replaces) implements Serializable {}

  /** What the three steps have in common. */
  private abstract static class BuildFn<I, O> extends LeasingFn<I, O> {
    private final Job job;

    BuildFn(AgentSpec spec, Job job) {
      super(spec);
      this.job = job;
    }

    final TextEncoder encoder() {
      return get(TextEncoder.class);
    }

    final PassageIndexWriter writer() {
      return get(PassageIndexWriter.class);
    }

    final Build build() {
      return new Build(job.id(), job.corpus(), IndexDescription.of(encoder()), job.replaces());
    }
  }

  private static final class BeginFn extends BuildFn<Written, Written> {
    BeginFn(AgentSpec spec, Job job) {
      super(spec, job);
    }

    @ProcessElement
    public void process(@Element Written nothing, OutputReceiver<Written> begun) {
      writer().begin(build());
      begun.output(nothing);
    }
  }

  private static final class WriteFn extends BuildFn<Citation, Written> {
    private final TupleTag<Written> receipts;
    private final TupleTag<Rejection> rejections;
    private final Counter done = new StageMetrics(STAGE).counter(StageMetrics.DONE);
    private final Counter kept = new StageMetrics(STAGE).counter(KEPT);
    private final Counter rejected = new StageMetrics(STAGE).counter(StageMetrics.REJECTED);
    private final Retries<Passage> encoding;
    private final Retries<List<Passage>> calling;
    private transient List<Passage> toAskFor;
    private transient int keptInBundle;
    private transient Batches<Passage> batches;
    private transient List<Entry> part;

    WriteFn(AgentSpec spec, Job job, TupleTag<Written> receipts, TupleTag<Rejection> rejections) {
      super(spec, job);
      this.receipts = receipts;
      this.rejections = rejections;
      this.encoding = new Retries<>(spec.name(), STAGE, Passage::pmid);
      this.calling = new Retries<>(spec.name(), STAGE, WriteFn::firstAndNumber);
    }

    private static String firstAndNumber(List<Passage> passages) {
      String first = passages.get(0).pmid();
      return passages.size() == 1
          ? first
          : String.format(Locale.ROOT, "%s and %d more", first, passages.size() - 1);
    }

    @StartBundle
    public void startBundle() {
      toAskFor = new ArrayList<>();
      keptInBundle = 0;
      batches = Batches.of(spec(), TextLength::ofPassage);
      part = new ArrayList<>();
    }

    @ProcessElement
    public void process(@Element Citation citation, MultiOutputReceiver outputs)
        throws IOException, InterruptedException {
      toAskFor.add(Passage.of(citation));
      if (toAskFor.size() == PASSAGES_PER_QUESTION) {
        encodeWhatIsNotKept();
      }
      if (part.size() >= PASSAGES_PER_PART) {
        write(outputs.get(receipts)::output, outputs.get(rejections)::output);
      }
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) throws IOException, InterruptedException {
      if (!toAskFor.isEmpty()) {
        encodeWhatIsNotKept();
      }
      encode();
      GlobalWindow window = GlobalWindow.INSTANCE;
      Instant end = window.maxTimestamp();
      if (!part.isEmpty()) {
        write(
            receipt -> context.output(receipt, end, window),
            rejection -> context.output(rejections, rejection, end, window));
      }
      if (keptInBundle > 0) {
        context.output(new Written("", keptInBundle), end, window);
      }
    }

    private void encodeWhatIsNotKept() throws IOException, InterruptedException {
      List<Passage> asked = List.copyOf(toAskFor);
      toAskFor.clear();
      Set<String> there =
          calling
              .of(List.of(asked), "answers", () -> List.of(writer().kept(build(), asked)))
              .get(0);
      for (Passage passage : asked) {
        if (there.contains(passage.pmid())) {
          keptInBundle++;
          kept.inc();
          done.inc();
          continue;
        }
        batches.add(passage);
        if (batches.isFull()) {
          encode();
        }
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

    /** What is refused goes its own way: all receipts have to meet in one worker's memory. */
    private void write(Consumer<Written> toReceipts, Consumer<Rejection> toRejections)
        throws IOException, InterruptedException {
      List<Entry> entries = List.copyOf(part);
      part.clear();
      List<Passage> passages = entries.stream().map(Entry::passage).toList();
      Written written =
          calling.of(List.of(passages), "receipts", () -> List.of(written(entries))).get(0);
      toReceipts.accept(new Written(written.part(), written.passages()));
      for (Refused refused : written.refused()) {
        rejected.inc();
        toRejections.accept(
            new Rejection(STAGE, refused.pmid(), refused.reason(), refused.detail()));
      }
    }

    /** The receipt; what a writer loses shows here, before the index is finished. */
    private Written written(List<Entry> entries) {
      Written written = writer().write(build(), entries);
      if (written.passages() + written.refused().size() != entries.size()) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "of %d passages its index wrote %d and refused %d",
                entries.size(),
                written.passages(),
                written.refused().size()));
      }
      return written;
    }
  }

  private static final class FinishFn extends BuildFn<KV<Integer, Iterable<Written>>, Long> {
    FinishFn(AgentSpec spec, Job job) {
      super(spec, job);
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
