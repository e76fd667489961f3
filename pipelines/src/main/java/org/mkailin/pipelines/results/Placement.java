package org.mkailin.pipelines.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.mkailin.transforms.dataset.WrittenFile;

/**
 * A staged file that belongs in a place of its own, outside the output folder, such as the corpus's
 * statistics.
 *
 * @param set the set that it is the only file of
 * @param place its full name there, on any file system
 */
public record Placement(String set, String place) {
  /** Puts the file in its place, whole or not at all. */
  public void run(List<WrittenFile> files) throws IOException {
    for (WrittenFile file : files) {
      if (file.name().startsWith(set + "/")) {
        ResourceId written = FileSystems.matchNewResource(file.writtenAs(), false);
        ResourceId beside = FileSystems.matchNewResource(place + "." + UUID.randomUUID(), false);
        try (InputStream in = Channels.newInputStream(FileSystems.open(written));
            OutputStream out = Channels.newOutputStream(FileSystems.create(beside, "text/plain"))) {
          in.transferTo(out);
        }
        FileSystems.rename(List.of(beside), List.of(FileSystems.matchNewResource(place, false)));
      }
    }
  }
}
