package org.mkailin.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.mkailin.corpus.AbstractSection;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.corpus.MeshQualifier;
import org.mkailin.transforms.pubmed.ReadCitations;

/**
 * One corpus in several sizes: copies of its citations under PMIDs of their own, as JSON lines for
 * pipelines, and as Java objects for the plain loop.
 *
 * @param ofOneCopy how many citations there are in one copy
 */
record Corpora(int ofOneCopy) {
  private static final int FIRST_PMID = 10_000_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where {@link CollectFn} puts what it gets; there is one reading in a process. */
  private static final Queue<Citation> COLLECTED = new ConcurrentLinkedQueue<>();

  /** Reads citations that agents can work with, and writes each size into {@code folder}. */
  static Corpora make(Path folder, String files, List<Integer> sizes) throws IOException {
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(ReadCitations.from(List.of(files)))
        .citations()
        .apply("Collect", ParDo.of(new CollectFn()));
    pipeline.run().waitUntilFinish();
    List<Citation> citations =
        COLLECTED.stream()
            .sorted(Comparator.comparing(citation -> Integer.parseInt(citation.pmid())))
            .toList();
    for (int size : sizes) {
      List<Citation> copies = new ArrayList<>();
      for (int i = 0; i < size * citations.size(); i++) {
        copies.add(renumbered(citations.get(i % citations.size()), FIRST_PMID + i));
      }
      write(copies, folder, size);
    }
    return new Corpora(citations.size());
  }

  int citations(int size) {
    return size * ofOneCopy;
  }

  /** The JSON lines of a size. */
  static Path lines(Path folder, Object size) {
    return folder.resolve("corpus-" + size + ".jsonl");
  }

  /** The citations of a size. */
  @SuppressWarnings("unchecked")
  static List<Citation> read(Path folder, String size) throws IOException {
    try (ObjectInputStream in =
        new ObjectInputStream(Files.newInputStream(folder.resolve("corpus-" + size)))) {
      return (List<Citation>) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }

  private static Citation renumbered(Citation citation, int pmid) {
    return new Citation(
        Integer.toString(pmid),
        citation.title(),
        citation.sections(),
        citation.year(),
        citation.headings());
  }

  private static void write(List<Citation> citations, Path folder, int size) throws IOException {
    try (ObjectOutputStream out =
        new ObjectOutputStream(Files.newOutputStream(folder.resolve("corpus-" + size)))) {
      out.writeObject(citations);
    }
    try (BufferedWriter out = Files.newBufferedWriter(lines(folder, size))) {
      for (Citation citation : citations) {
        out.write(json(citation) + "\n");
      }
    }
  }

  private static ObjectNode json(Citation citation) {
    ObjectNode node =
        JSON.createObjectNode().put("pmid", citation.pmid()).put("title", citation.title());
    Integer year = citation.year();
    if (year != null) {
      node.put("year", year);
    }
    ArrayNode sections = node.putArray("abstract");
    for (AbstractSection section : citation.sections()) {
      sections
          .addObject()
          .put("label", section.label())
          .put("category", section.category())
          .put("text", section.text());
    }
    ArrayNode headings = node.putArray("mesh");
    for (MeshHeading heading : citation.headings()) {
      ArrayNode qualifiers =
          headings
              .addObject()
              .put("ui", heading.ui())
              .put("name", heading.name())
              .put("major", heading.major())
              .putArray("qualifiers");
      for (MeshQualifier qualifier : heading.qualifiers()) {
        qualifiers
            .addObject()
            .put("ui", qualifier.ui())
            .put("name", qualifier.name())
            .put("major", qualifier.major());
      }
    }
    return node;
  }

  private static final class CollectFn extends DoFn<Citation, Void> {
    @ProcessElement
    public void process(@Element Citation citation) {
      COLLECTED.add(citation);
    }
  }
}
