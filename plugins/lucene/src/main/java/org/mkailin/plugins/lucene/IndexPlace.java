package org.mkailin.plugins.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.mkailin.model.PassageIndexWriter.Build;

/** Where an index stands or is to stand, and how it gets there. */
interface IndexPlace {
  /** What the finished index says of itself; empty where there is none. */
  Optional<IndexLabel> finished() throws IOException;

  /**
   * Opens the finished index; the caller closes it.
   *
   * @param candidates how many passages a search looks at, at least k
   * @throws IllegalStateException if there is no finished index of this plugin's format
   */
  OpenIndex open(int candidates) throws IOException;

  /** Makes sure, as far as one can tell, that an index can be built here. */
  void prepare(Build build) throws IOException;

  /** Where parts are written: a folder, as Beam's file systems name it. */
  String staging();

  /** The names of the files in the staging folder. */
  Set<String> staged() throws IOException;

  /** A new folder on this machine's disk, in which the index can be built. */
  WorkFolder workFolder() throws IOException;

  /**
   * Puts a built index in its place, whole or not at all.
   *
   * @param built folder of the index, in a {@link #workFolder}
   * @throws IllegalStateException if another index stands there now
   */
  void publish(Path built, IndexLabel label) throws IOException;

  /** Deletes all that was staged, by this build or any other. */
  void clearStaging() throws IOException;
}
