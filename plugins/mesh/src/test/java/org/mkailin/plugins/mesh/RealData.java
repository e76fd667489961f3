package org.mkailin.plugins.mesh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.MeshHeading;

/** Real files beside the repository; tests that ask for an absent one are skipped aloud. */
final class RealData {
  private static final Pattern PMID = Pattern.compile("<PMID[^>]*>(\\d+)</PMID>");
  private static final Pattern HEADING =
      Pattern.compile("<DescriptorName(?=[^>]*?(?:UI=\"(\\w+)\"|>))[^>]*>([^<]*)<");

  private static @Nullable MeshOntology mesh2022;

  private RealData() {}

  /** Path of a real file. */
  static String file(String name) {
    Path file = Path.of(System.getProperty("mkailin.data", "../shared/data")).resolve(name);
    assumeTrue(Files.exists(file), () -> "SKIPPED: real data is absent: " + file);
    return file.normalize().toString();
  }

  /** MeSH 2022, read once. */
  static synchronized MeshOntology mesh2022() {
    if (mesh2022 == null) {
      mesh2022 = MeshOntology.read(file("mesh/desc2022.derived.xml.gz"));
    }
    return mesh2022;
  }

  /** PMIDs and headings of the real citations; of 2,299 citations, 1,389 have headings. */
  static List<Citation> citations() throws IOException {
    String xml;
    Path file = Path.of(file("pubmed/pubmed_real_merged.xml.gz"));
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<Citation> citations = new ArrayList<>();
    for (String article : xml.split("<PubmedArticle>", -1)) {
      Matcher pmid = PMID.matcher(article);
      if (pmid.find()) {
        citations.add(new Citation(pmid.group(1), "Title.", List.of(), null, headings(article)));
      }
    }
    return citations;
  }

  private static List<MeshHeading> headings(String article) {
    return HEADING
        .matcher(article)
        .results()
        .map(
            m ->
                new MeshHeading(
                    m.group(1) == null ? "" : m.group(1),
                    m.group(2).replace("&amp;", "&"),
                    false,
                    List.of()))
        .toList();
  }
}
