package org.mkailin.plugins.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.mkailin.model.PassageIndexWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes parts from any number of processes, and builds the index from them at the end.
 *
 * <p>A graph depends on the order in which its nodes are added, and passages come in another order
 * at every run. So parts are only files at first, under names that no other attempt uses; {@link
 * #finish} gathers those that it has receipts of in a Lucene index without a graph, which brings
 * them in order of PMID, and adds them in that order, in one thread: see {@link GraphBuild}.
 *
 * <p>Nothing is kept in memory between two calls, so no process is needed for another's sake. Of
 * two jobs that build the same index, the first to finish wins, and the other one fails, whatever
 * their corpus. Nothing is kept of a job that did not finish, and a finished index is never
 * replaced.
 */
final class LuceneIndexWriter implements PassageIndexWriter {
  private static final Logger LOG = LoggerFactory.getLogger(LuceneIndexWriter.class);

  private final LuceneConfig config;
  private final IndexPlace place;

  LuceneIndexWriter(LuceneConfig config) {
    this.config = config;
    this.place = config.place();
  }

  /** An action that may fail on a file system. */
  private interface Step<T> {
    T take() throws IOException;
  }

  private <T> T trying(String what, Step<T> step) {
    try {
      return step.take();
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(Locale.ROOT, "index %s can't be %s: %s", place, what, e), e);
    }
  }

  @Override
  public boolean exists() {
    return trying("looked for", place::finished).isPresent();
  }

  @Override
  public void begin(Build build) {
    trying(
        "begun",
        () -> {
          if (finishedBy(build).isEmpty()) {
            GraphBuild.checkDimensions(build.description(), place);
            place.prepare(build);
          }
          return build;
        });
  }

  /**
   * The finished index, if there is one.
   *
   * @throws IllegalStateException if it is another build's
   */
  private Optional<IndexLabel> finishedBy(Build build) throws IOException {
    Optional<IndexLabel> finished = place.finished();
    if (finished.isPresent() && !finished.get().build().equals(build.id())) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "index %s is finished already, by another job: nothing can be added to it, nor can it be"
                  + " replaced while it stands; delete it to build it anew, or name another place",
              place));
    }
    return finished;
  }

  @Override
  public Written write(Build build, List<Entry> entries) {
    if (entries.isEmpty()) {
      return Written.NOTHING;
    }
    int dimensions = build.description().dimensions();
    for (Entry entry : entries) {
      if (entry.vector().dimensions() != dimensions) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the vector of PMID %s has %d dimensions, but index %s holds %d",
                entry.passage().pmid(),
                entry.vector().dimensions(),
                place,
                dimensions));
      }
    }
    return trying(
        "written",
        () -> {
          finishedBy(build);
          String part = String.format(Locale.ROOT, "%s-%s.part", build.id(), UUID.randomUUID());
          file(build, part).write(entries);
          return new Written(part, entries.size());
        });
  }

  private PartFile file(Build build, String part) {
    return new PartFile(place.staging() + "/" + part, build.description());
  }

  @Override
  public void finish(Build build, List<Written> written) {
    long expected = written.stream().mapToLong(Written::passages).sum();
    List<Written> parts = written.stream().filter(part -> !part.part().isEmpty()).toList();
    trying(
        "finished",
        () -> {
          if (finishedBy(build).isEmpty()) {
            build(build, parts, expected);
          }
          checkNumber(finishedBy(build).orElseThrow().passages(), expected);
          place.clearStaging();
          return build;
        });
  }

  /** Before the first of many is read. */
  private void checkAllThere(List<Written> parts) throws IOException {
    Set<String> staged = place.staged();
    List<String> missing =
        parts.stream().map(Written::part).filter(part -> !staged.contains(part)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "index %s can't be finished: part %s is missing in %s (%,d of %,d are); build it again,"
                  + " in a place that all workers reach",
              place,
              missing.get(0),
              place.staging(),
              missing.size(),
              parts.size()));
    }
  }

  private void build(Build build, List<Written> parts, long expected) throws IOException {
    try {
      checkAllThere(parts);
      gatherAndPublish(build, parts, expected);
    } catch (IOException | RuntimeException e) {
      // Who was faster has cleared our parts away: then that is what has to be said.
      if (finishedBy(build).isEmpty()) {
        throw e;
      }
    }
  }

  private void gatherAndPublish(Build build, List<Written> parts, long expected)
      throws IOException {
    try (WorkFolder work = place.workFolder()) {
      Path built = work.path().resolve("index");
      try (Directory directory = FSDirectory.open(work.path().resolve("gathered"));
          IndexWriter gathered =
              new IndexWriter(directory, new IndexWriterConfig().setCommitOnClose(false))) {
        LOG.debug("gathering {} parts in {}", parts.size(), work.path());
        for (Written part : parts) {
          gather(file(build, part.part()), part.passages(), gathered);
        }
        try (DirectoryReader reader = DirectoryReader.open(gathered)) {
          checkNumber(reader.numDocs(), expected);
          new GraphBuild(config, build).run(reader, built);
        }
      }
      place.publish(built, new IndexLabel(build.id(), build.description(), expected));
    }
  }

  private static void gather(PartFile part, int passages, IndexWriter gathered) throws IOException {
    part.read(
        passages,
        entry ->
            gathered.updateDocument(
                new Term(PassageDocument.PMID, entry.passage().pmid()),
                PassageDocument.staged(entry.passage(), entry.vector())));
  }

  private void checkNumber(long passages, long expected) {
    if (passages != expected) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "index %s holds %,d passages, but %,d were written; build it again in an empty place",
              place,
              passages,
              expected));
    }
  }
}
