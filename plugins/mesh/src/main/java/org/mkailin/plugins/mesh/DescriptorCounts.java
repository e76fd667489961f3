package org.mkailin.plugins.mesh;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * How many citations of a corpus are indexed with each descriptor or one below it: what {@link
 * MeshStatistics} writes and {@link InformationContent} weighs.
 *
 * <p>In a file, each counted descriptor has a line: its key, a tab, its count. The line «root» has
 * the number of citations with at least one known descriptor.
 */
final class DescriptorCounts {
  /** Key of the virtual root above all trees; no descriptor is called so. */
  static final String ROOT = "root";

  private static final long UNSEEN = -1;

  private final long[] counts;
  private long root = UNSEEN;

  /** Counts of an ontology of {@code size} descriptors; nothing is seen yet. */
  private DescriptorCounts(int size) {
    counts = new long[size];
    Arrays.fill(counts, UNSEEN);
  }

  /** A line of the statistics file. */
  static String line(String key, long count) {
    return key + "\t" + count;
  }

  /**
   * Reads a statistics file.
   *
   * @throws IllegalArgumentException naming the file and line, if it is not such a file, or was not
   *     counted with this ontology
   */
  static DescriptorCounts read(String path, MeshOntology ontology) {
    DataFile file =
        new DataFile(
            "statistics file",
            path,
            "lines 'D000001<tab>42', as the corpus statistics of plugin 'mesh' write them");
    DescriptorCounts counts = new DescriptorCounts(ontology.size());
    long number = 1;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file.open(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        try {
          counts.add(line, ontology);
        } catch (IllegalArgumentException e) {
          throw file.atLine(number, String.valueOf(e.getMessage()), e);
        }
        number++;
      }
    } catch (IOException e) {
      throw file.damaged(number, e);
    }
    counts.check(file, ontology);
    return counts;
  }

  private void add(String line, MeshOntology ontology) {
    int tab = line.indexOf('\t');
    String digits = line.substring(tab + 1);
    if (tab < 1 || !digits.matches("\\d{1,18}")) {
      throw new IllegalArgumentException(
          "expected 'D000001<tab>42', but found " + DataFile.shown(line));
    }
    String key = line.substring(0, tab);
    long count = Long.parseLong(digits);
    int descriptor = ontology.findKey(key);
    if (key.equals(ROOT)) {
      once(key, root);
      root = count;
    } else if (descriptor == MeshOntology.UNKNOWN) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "'%s' is no descriptor of MeSH file '%s'; count the corpus with the MeSH file that the evaluator uses",
              key,
              ontology.file()));
    } else {
      once(key, counts[descriptor]);
      counts[descriptor] = count;
    }
  }

  private static void once(String key, long before) {
    if (before != UNSEEN) {
      throw new IllegalArgumentException("'" + key + "' is counted a second time");
    }
  }

  private void check(DataFile file, MeshOntology ontology) {
    if (root == UNSEEN) {
      throw file.problem(
          " has no line 'root'; the file is incomplete: count the corpus anew", null);
    }
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > root) {
        throw file.problem(
            String.format(
                Locale.ROOT,
                " counts %s in %d citations, but only %d have any descriptor: count the corpus anew",
                ontology.descriptor(i).key(),
                counts[i],
                root),
            null);
      }
    }
  }

  /** How many descriptors the ontology has. */
  int size() {
    return counts.length;
  }

  /** n(root): citations with at least one known descriptor. */
  long root() {
    return root;
  }

  /** n(t): citations indexed with the descriptor or one below it; 0 where there is none. */
  long of(int descriptor) {
    return Math.max(counts[descriptor], 0);
  }
}
