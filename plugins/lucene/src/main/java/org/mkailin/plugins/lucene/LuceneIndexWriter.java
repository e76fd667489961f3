package org.mkailin.plugins.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.mkailin.model.IndexDescription;
import org.mkailin.model.PassageIndexWriter;

/**
 * Stages passages as they come, and builds the index from them at the end.
 *
 * <p>A graph depends on the order in which its nodes are added, and passages come in another order
 * at every run. So they are staged first, without a graph, and {@link #finish} adds them in order
 * of PMID, in one thread: see {@link GraphBuild}.
 *
 * <p>Only one JVM can write. What was written is safe on disk once the writer is closed, with its
 * last lease; a JVM that dies before that takes its writes along. Then {@link #finish} misses them
 * and refuses, and the index is to be begun again.
 */
final class LuceneIndexWriter implements PassageIndexWriter, AutoCloseable {
  private final LuceneConfig config;
  private final IndexFolder folder;
  private @Nullable Staging staging;

  /** Opens nothing yet. */
  LuceneIndexWriter(LuceneConfig config) {
    this.config = config;
    this.folder = config.folder();
  }

  /** The staged passages, open for writing. */
  private record Staging(Directory directory, IndexWriter writer, IndexDescription description) {
    void close() throws IOException {
      try (directory;
          writer) {
        // Closing the writer commits.
      }
    }
  }

  @Override
  public boolean exists() {
    return folder.isFinished();
  }

  @Override
  public synchronized void begin(IndexDescription description) {
    if (folder.isFinished()) {
      throw new IllegalStateException(
          "index %s is finished already; delete its folder to build it anew, or name another"
              .formatted(folder));
    }
    GraphBuild.checkDimensions(description, folder);
    try {
      close();
      folder.create();
      staging = create(description);
    } catch (IOException e) {
      throw new UncheckedIOException("index " + folder + " can't be begun: " + e, e);
    }
  }

  @Override
  public void write(List<Entry> entries) {
    try {
      Staging open = staging();
      int dimensions = open.description().dimensions();
      for (Entry entry : entries) {
        String pmid = entry.passage().pmid();
        if (entry.vector().dimensions() != dimensions) {
          throw new IllegalArgumentException(
              "the vector of PMID %s has %d dimensions, but index %s holds %d"
                  .formatted(pmid, entry.vector().dimensions(), folder, dimensions));
        }
        open.writer()
            .updateDocument(
                new Term(PassageDocument.PMID, pmid),
                PassageDocument.staged(entry.passage(), entry.vector()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("index " + folder + " can't be written: " + e, e);
    }
  }

  @Override
  public synchronized void finish(long expected) {
    try {
      if (!folder.isFinished()) {
        Staging open = staging();
        open.writer().commit();
        try (DirectoryReader staged = DirectoryReader.open(open.writer())) {
          checkNumber(staged.numDocs(), expected);
          new GraphBuild(config, open.description()).run(staged);
        }
        folder.publish();
      }
      // Also after a crash between publishing and here.
      close();
      IndexFolder.delete(folder.staging());
      try (Directory directory = FSDirectory.open(folder.finished());
          DirectoryReader finished = DirectoryReader.open(directory)) {
        checkNumber(finished.numDocs(), expected);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("index " + folder + " can't be finished: " + e, e);
    }
  }

  private void checkNumber(long passages, long expected) {
    if (passages != expected) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "index %s holds %,d passages, but %,d were written; build it again in an empty place",
              folder,
              passages,
              expected));
    }
  }

  /** The staging that a {@link #begin} has begun, here or under an earlier lease. */
  private synchronized Staging staging() throws IOException {
    if (staging == null) {
      if (folder.isFinished()) {
        throw new IllegalStateException(
            "index %s is finished: nothing can be added to it".formatted(folder));
      }
      if (!folder.isBegun()) {
        throw new IllegalStateException("index %s was not begun".formatted(folder));
      }
      staging = reopen();
    }
    return staging;
  }

  private Staging create(IndexDescription description) throws IOException {
    Directory directory = FSDirectory.open(folder.staging());
    Staging created = new Staging(directory, openWriter(directory, OpenMode.CREATE), description);
    try {
      created.writer().setLiveCommitData(CommittedDescription.of(description).entrySet());
      // At once: from here on, later leases find that it was begun.
      created.writer().commit();
      return created;
    } catch (IOException | RuntimeException e) {
      created.writer().rollback();
      directory.close();
      throw e;
    }
  }

  private Staging reopen() throws IOException {
    Directory directory = FSDirectory.open(folder.staging());
    IndexDescription description;
    try {
      description =
          CommittedDescription.read(SegmentInfos.readLatestCommit(directory).getUserData(), folder);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
    return new Staging(directory, openWriter(directory, OpenMode.APPEND), description);
  }

  /** Opens a writer, or closes the directory. */
  private IndexWriter openWriter(Directory directory, OpenMode mode) throws IOException {
    try {
      return new IndexWriter(directory, new IndexWriterConfig().setOpenMode(mode));
    } catch (LockObtainFailedException e) {
      directory.close();
      throw new IllegalStateException(
          ("index %s is being written by another process or job, and only one can; wait for it to"
                  + " end, or use plugin 'elasticsearch', which many workers can write to")
              .formatted(folder),
          e);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (staging != null) {
      Staging open = staging;
      staging = null;
      open.close();
    }
  }
}
