package org.mkailin.transforms.pubmed;

import java.io.IOException;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.mkailin.corpus.Rejection;
import org.mkailin.transforms.StageMetrics;

/** Streams the records of a file, each to the group of its PMID. */
final class ReadFile extends DoFn<InputFile, KV<Integer, Revision>> {
  static final TupleTag<KV<Integer, Revision>> REVISIONS = new TupleTag<>("revisions") {};
  static final TupleTag<Rejection> REJECTIONS = new TupleTag<>("unreadable") {};

  /** For each file, how many records were read: all but deletions. */
  static final TupleTag<Long> COUNTS = new TupleTag<>("counts") {};

  private final BadFiles badFiles;
  private final Counter citations = ReadCitations.METRICS.counter(StageMetrics.CITATIONS);
  private final Counter rejected = ReadCitations.METRICS.counter(StageMetrics.REJECTED);
  private final Counter files = ReadCitations.METRICS.counter(StageMetrics.FILES);

  ReadFile(BadFiles badFiles) {
    this.badFiles = badFiles;
  }

  @ProcessElement
  public void read(@Element InputFile file, MultiOutputReceiver out) throws IOException {
    long unreadableFiles = 0;
    try (RecordFile records = RecordFile.open(file.path())) {
      try {
        readAll(records, file, out);
      } catch (UnreadableFileException e) {
        if (badFiles == BadFiles.FAIL) {
          throw new UnreadableFileException(
              e.getMessage() + ", or keep what can be read with --bad-files=reject", e);
        }
        reject(out, "", "unreadable-file", String.valueOf(e.getMessage()));
        unreadableFiles = 1;
      }
      long count = records.count() + unreadableFiles;
      out.get(COUNTS).output(count);
      citations.inc(count);
      files.inc();
    }
  }

  private void readAll(RecordFile records, InputFile file, MultiOutputReceiver out)
      throws IOException {
    long ordinal = 0;
    for (PubmedRecord record = records.next(); record != null; record = records.next()) {
      ordinal++;
      if (record instanceof PubmedRecord.OfPmid revision) {
        out.get(REVISIONS)
            .output(
                KV.of(file.groupOf(revision.pmid()), new Revision(revision, file.path(), ordinal)));
      } else if (record instanceof PubmedRecord.Unreadable unreadable) {
        String detail =
            FileName.of(file.path()) + ":" + unreadable.line() + ": " + unreadable.problem();
        reject(out, unreadable.pmid(), unreadable.reason(), detail);
      }
    }
  }

  private void reject(MultiOutputReceiver out, String pmid, String reason, String detail) {
    rejected.inc();
    out.get(REJECTIONS).output(new Rejection(ReadCitations.STAGE, pmid, reason, detail));
  }
}
