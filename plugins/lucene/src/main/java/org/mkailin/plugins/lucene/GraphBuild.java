package org.mkailin.plugins.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;
import org.mkailin.model.IndexDescription;
import org.mkailin.model.PassageIndexWriter.Build;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the finished index from staged passages: a hierarchical navigable small world graph
 * (Malkov and Yashunin, arXiv 1603.09320), in order of PMID.
 *
 * <p>One thread adds, one thread merges, segments end after a fixed number of passages, and
 * Lucene's random levels have a fixed seed: the same passages give the same graph.
 */
final class GraphBuild {
  private static final Logger LOG = LoggerFactory.getLogger(GraphBuild.class);
  private static final long REPORT_EVERY = TimeUnit.SECONDS.toNanos(5);

  /**
   * Vector values of a segment, which is built on the heap: 400 MB, 250,000 passages of 384
   * dimensions. A smaller corpus is one segment from the start; a larger one is merged into one.
   */
  private static final int VALUES_PER_SEGMENT = 96_000_000;

  private final Build build;
  private final KnnVectorsFormat graph;
  private final int passagesPerSegment;

  GraphBuild(LuceneConfig config, Build build) {
    this(config, build, VALUES_PER_SEGMENT / build.description().dimensions());
  }

  GraphBuild(LuceneConfig config, Build build, int passagesPerSegment) {
    this.build = build;
    this.graph = new Lucene99HnswVectorsFormat(config.maxConnections(), config.beamWidth());
    this.passagesPerSegment = passagesPerSegment;
  }

  /** Throws if Lucene can't hold vectors of so many dimensions. */
  static void checkDimensions(IndexDescription description, IndexPlace place) {
    int most = new Lucene99HnswVectorsFormat().getMaxDimensions(PassageDocument.VECTOR);
    if (description.dimensions() < 1 || description.dimensions() > most) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "encoder '%s' returns %d dimensions, but index %s, of plugin 'lucene', holds 1 to %d;"
                  + " use plugin 'elasticsearch', or another encoder",
              description.encoder(),
              description.dimensions(),
              place,
              most));
    }
  }

  /** Builds the index in a folder that is still empty. */
  void run(IndexReader staged, Path folder) throws IOException {
    try (Directory directory = FSDirectory.open(folder);
        IndexWriter writer = new IndexWriter(directory, settings())) {
      addInOrderOfPmid(staged, writer);
      writer.forceMerge(1);
      writer.setLiveCommitData(IndexLabel.userData(build).entrySet());
      writer.commit();
    }
  }

  private IndexWriterConfig settings() {
    LogDocMergePolicy onlyAtTheEnd = new LogDocMergePolicy();
    onlyAtTheEnd.setMergeFactor(10_000);
    return new IndexWriterConfig()
        .setCodec(
            new Lucene912Codec() {
              @Override
              public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return graph;
              }
            })
        .setMergePolicy(onlyAtTheEnd)
        .setMergeScheduler(new SerialMergeScheduler())
        .setMaxBufferedDocs(Math.max(2, passagesPerSegment))
        .setRAMBufferSizeMB(IndexWriterConfig.DISABLE_AUTO_FLUSH);
  }

  /** The terms of the field «pmid» come sorted, whatever segment they are in. */
  private void addInOrderOfPmid(IndexReader staged, IndexWriter writer) throws IOException {
    Terms terms = MultiTerms.getTerms(staged, PassageDocument.PMID);
    if (terms == null) {
      return;
    }
    StoredFields documents = staged.storedFields();
    Bits live = MultiBits.getLiveDocs(staged);
    Progress progress = new Progress(staged.numDocs());
    TermsEnum pmids = terms.iterator();
    PostingsEnum postings = null;
    while (pmids.next() != null) {
      postings = pmids.postings(postings, PostingsEnum.NONE);
      int document = postings.nextDoc();
      for (; document != DocIdSetIterator.NO_MORE_DOCS; document = postings.nextDoc()) {
        // A passage that was written again left a deleted document behind.
        if (live == null || live.get(document)) {
          writer.addDocument(PassageDocument.finished(documents.document(document)));
          progress.step();
        }
      }
    }
  }

  /** Says every few seconds how far it has got. */
  private static final class Progress {
    private final int total;
    private final long start = System.nanoTime();
    private long reported = start;
    private int done;

    Progress(int total) {
      this.total = total;
    }

    void step() {
      done++;
      long now = System.nanoTime();
      if (now - reported > REPORT_EVERY || done == total) {
        reported = now;
        long perSecond = done * TimeUnit.SECONDS.toNanos(1) / Math.max(1, now - start);
        LOG.info(
            "indexed {}",
            String.format(Locale.ROOT, "%,d of %,d passages, %,d/s", done, total, perSecond));
      }
    }
  }
}
