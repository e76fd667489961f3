package org.mkailin.plugins.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mkailin.corpus.Context;
import org.mkailin.model.IndexDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A finished index on another file system.
 *
 * <p>The first search copies it to this machine's disk, once for the process; whoever only asks for
 * its description, such as the launcher, copies nothing.
 */
final class RemoteIndex implements OpenIndex {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteIndex.class);

  private final RemotePlace place;
  private final Published published;
  private final int candidates;
  private @Nullable Copy copy;

  /**
   * Opens the index.
   *
   * @param published what stands at the place
   * @param candidates how many passages a search looks at, at least k
   */
  RemoteIndex(RemotePlace place, Published published, int candidates) {
    this.place = place;
    this.published = published;
    this.candidates = candidates;
  }

  /** The copy, and the folder that goes with it. */
  private record Copy(WorkFolder folder, LuceneIndex index) {
    void close() throws IOException {
      try (folder;
          index) {
        // Closes the index, then deletes it.
      }
    }
  }

  @Override
  public List<List<Context>> search(List<Query> queries) {
    return index().search(queries);
  }

  private synchronized LuceneIndex index() {
    try {
      if (copy == null) {
        copy = fetch();
      }
      return copy.index();
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(Locale.ROOT, "index %s can't be copied: %s", place, e), e);
    }
  }

  private Copy fetch() throws IOException {
    WorkFolder folder = place.workFolder();
    try {
      long start = System.nanoTime();
      place.fetch(published, folder.path());
      LOG.info(
          "copied index {} to {}: {} files, {} MB, in {} s",
          place,
          folder.path(),
          published.files().size(),
          published.size() / 1_000_000,
          Duration.ofNanos(System.nanoTime() - start).toSeconds());
      return new Copy(folder, LuceneIndex.open(folder.path(), place.toString(), candidates));
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  @Override
  public IndexDescription description() {
    return published.label().description();
  }

  @Override
  public synchronized void close() throws IOException {
    if (copy != null) {
      Copy open = copy;
      copy = null;
      open.close();
    }
  }
}
