package org.mkailin.transforms.pubmed;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.PmidFile;
import org.mkailin.corpus.Rejection;
import org.mkailin.runtime.Resources;
import org.mkailin.transforms.StageMetrics;

/** Of each PMID keeps the latest revision, if it is a citation that agents can work with. */
final class PickLatest extends DoFn<KV<Integer, Iterable<Revision>>, Citation> {
  static final TupleTag<Citation> CITATIONS = new TupleTag<>("citations") {};
  static final TupleTag<Rejection> REJECTIONS = new TupleTag<>("rejections") {};

  private final @Nullable String benchmarkFile;
  private final Counter rejected = ReadCitations.METRICS.counter(StageMetrics.REJECTED);
  private transient Set<String> benchmark = Set.of();
  private transient @Nullable Resources resources;

  /**
   * Makes one.
   *
   * @param benchmarkFile a file of PMIDs to keep out, or null
   */
  PickLatest(@Nullable String benchmarkFile) {
    this.benchmarkFile = benchmarkFile;
  }

  /** A benchmark's PMIDs, read once for all threads of a worker. */
  private record Benchmark(Set<String> pmids) implements AutoCloseable {
    /** What tells one benchmark from another. */
    private record Key(String file) {}

    @Override
    public void close() {}
  }

  @Setup
  public void loadBenchmark() {
    String file = benchmarkFile;
    if (file == null) {
      benchmark = Set.of();
    } else {
      resources = Resources.open();
      benchmark =
          resources
              .share(new Benchmark.Key(file), () -> new Benchmark(PmidFile.read(file)))
              .pmids();
    }
  }

  @Teardown
  public void releaseBenchmark() {
    if (resources != null) {
      resources.close();
    }
  }

  @ProcessElement
  public void pick(@Element KV<Integer, Iterable<Revision>> group, MultiOutputReceiver out) {
    Map<String, RevisionHistory> histories = new TreeMap<>();
    for (Revision revision : group.getValue()) {
      histories.computeIfAbsent(revision.pmid(), pmid -> new RevisionHistory()).add(revision);
    }
    for (RevisionHistory history : histories.values()) {
      Revision latest = history.latest();
      if (latest != null) {
        pick(latest, history, out);
      }
    }
  }

  private void pick(Revision latest, RevisionHistory history, MultiOutputReceiver out) {
    for (Revision old : history.superseded()) {
      reject(out, old, "superseded", old.where() + "; the latest is " + latest.where());
    }
    Revision deletion = history.deletion();
    if (deletion != null) {
      reject(out, latest, "deleted", latest.where() + "; deleted by " + deletion.where());
    } else if (benchmark.contains(latest.pmid())) {
      reject(out, latest, "benchmark", latest.where());
    } else if (!(latest.record() instanceof PubmedRecord.Article article)) {
      reject(out, latest, "book-article", latest.where());
    } else if (article.citation().sections().isEmpty()) {
      reject(out, latest, "no-abstract", latest.where());
    } else if (article.citation().title().isBlank()) {
      reject(out, latest, "no-title", latest.where());
    } else {
      out.get(CITATIONS).output(article.citation());
    }
  }

  private void reject(MultiOutputReceiver out, Revision revision, String reason, String detail) {
    rejected.inc();
    out.get(REJECTIONS).output(new Rejection(ReadCitations.STAGE, revision.pmid(), reason, detail));
  }
}
