package org.mkailin.transforms.pubmed;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Finds the files of all patterns, each once, however many patterns it matches.
 *
 * <p>How many groups the PMIDs are spread into follows from the files' size: a group then holds
 * about as much as fits well into a worker's memory, and a small corpus has few, because each group
 * costs the direct runner a bundle.
 *
 * <p>One group takes 15 MB up to 128 GiB of input: 23 million citations, about 23 GiB, have 5,900
 * groups of 3,900 PMIDs each. PMIDs are dense numbers, and their revisions are few, so groups are
 * alike.
 */
final class MatchFiles extends DoFn<List<String>, InputFile> {
  /** 4 MiB, gzipped, are some 4,000 citations, and 15 MB of memory. */
  private static final long BYTES_A_GROUP = 4 << 20;

  private static final int MIN_GROUPS = 16;
  private static final int MAX_GROUPS = 1 << 15;

  @ProcessElement
  public void match(@Element List<String> patterns, OutputReceiver<InputFile> out)
      throws IOException {
    Map<String, Long> sizes = sizesByPath(patterns);
    int groups = groupsFor(sizes.values().stream().mapToLong(size -> size).sum());
    sizes.keySet().forEach(path -> out.output(new InputFile(path, groups)));
  }

  static int groupsFor(long bytes) {
    return (int) Math.max(MIN_GROUPS, Math.min(MAX_GROUPS, bytes / BYTES_A_GROUP));
  }

  private static Map<String, Long> sizesByPath(List<String> patterns) throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    List<String> withoutMatch = new ArrayList<>();
    // One by one: matched together, all would have to be on one file system.
    for (String pattern : patterns) {
      List<MatchResult.Metadata> files =
          FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata();
      if (files.isEmpty()) {
        withoutMatch.add("'" + pattern + "'");
      }
      for (MatchResult.Metadata file : files) {
        if (file.resourceId().isDirectory()) {
          throw new IOException(
              String.format(
                  Locale.ROOT,
                  "'%s' is a folder; name the files in it, as in '%s*.xml.gz'",
                  pattern,
                  file.resourceId()));
        }
        sizes.put(file.resourceId().toString(), file.sizeBytes());
      }
    }
    if (!withoutMatch.isEmpty()) {
      throw new FileNotFoundException(
          String.format(
              Locale.ROOT,
              "no file matches %s; check the path, and that the workers can see it",
              String.join(", ", withoutMatch)));
    }
    return sizes;
  }
}
