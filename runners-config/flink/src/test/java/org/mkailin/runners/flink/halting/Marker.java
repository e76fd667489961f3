package org.mkailin.runners.flink.halting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A file by which the first who comes to a place says which process stopped there. */
final class Marker {
  private Marker() {}

  /** Stops for good, unless the marker is there already; then somebody did before. */
  static void haltOnce(Path marker) {
    try {
      Path pid = Files.createTempFile(marker.toAbsolutePath().getParent(), "halting", ".tmp");
      Files.writeString(pid, String.valueOf(ProcessHandle.current().pid()));
      try {
        // A link appears with its content, and only one can.
        Files.createLink(marker, pid);
      } catch (FileAlreadyExistsException e) {
        return;
      } finally {
        Files.delete(pid);
      }
      new CountDownLatch(1).await();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted where it stopped for good", e);
    }
  }
}
