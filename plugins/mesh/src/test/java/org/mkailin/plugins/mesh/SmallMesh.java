package org.mkailin.plugins.mesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.mkailin.corpus.MeshHeading;

/**
 * A hierarchy small enough to work out by hand.
 *
 * <pre>
 *   Enzymes D08 ─┬─ Proteases D08.10 ─┬─ Papain D08.10.1 ──────────┐
 *                │                    └─ Bromelains D08.10.2       │ one descriptor, two places
 *                └─ Lyases D08.100 ──── Pectin Lyase D08.100.1     │
 *   Proteins D12 ── Plant Proteins D12.7 ─┬─ Papain D12.7.3 ───────┘
 *                                         └─ Gluten D12.7.1
 *   Infections C01 ─┬─ Sepsis C01.5
 *                   └─ Cellulitis C01.6
 *   Burns C26       Female, in no tree    Humans B01
 * </pre>
 *
 * <p>D08.10 begins the text of D08.100, yet Lyases do not stand below Proteases.
 */
final class SmallMesh {
  static final MeshOntology ONTOLOGY =
      new MeshOntology(
          "small mesh",
          List.of(
              descriptor("D1", "Enzymes", "D08"),
              descriptor("D2", "Proteases", "D08.10"),
              descriptor("D3", "Papain", "D08.10.1", "D12.7.3"),
              descriptor("D4", "Bromelains", "D08.10.2"),
              descriptor("D5", "Lyases", "D08.100"),
              descriptor("D6", "Pectin Lyase", "D08.100.1"),
              descriptor("D7", "Proteins", "D12"),
              descriptor("D8", "Plant Proteins", "D12.7"),
              descriptor("D9", "Gluten", "D12.7.1"),
              descriptor("D10", "Infections", "C01"),
              descriptor("D11", "Sepsis", "C01.5"),
              descriptor("D12", "Cellulitis", "C01.6"),
              descriptor("D13", "Burns", "C26"),
              descriptor("D005260", "Female"),
              descriptor("D006801", "Humans", "B01")));

  /** Of 100 citations. Lyases and Pectin Lyase are never used; Infections less than Sepsis. */
  static final List<String> COUNTS =
      List.of(
          "root\t100",
          "D1\t50",
          "D2\t20",
          "D3\t5",
          "D4\t10",
          "D7\t40",
          "D8\t8",
          "D9\t2",
          "D10\t10",
          "D11\t30",
          "D12\t4",
          "D13\t25",
          "D005260\t60",
          "D006801\t100");

  private SmallMesh() {}

  /** The information content of {@link #COUNTS}, read from a file in {@code folder}. */
  static InformationContent content(Path folder) {
    Path file = folder.resolve("statistics.tsv");
    try {
      Files.write(file, COUNTS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new InformationContent(DescriptorCounts.read(file.toString(), ONTOLOGY));
  }

  /** The number of the descriptor of this name. */
  static int number(String name) {
    return ONTOLOGY.find(new MeshHeading("", name, false, List.of()));
  }

  /** The numbers of the descriptors of these names, ascending. */
  static int[] numbers(String... names) {
    return Arrays.stream(names).mapToInt(SmallMesh::number).sorted().toArray();
  }

  /** Headings of these names, each with its UI where it has one. */
  static List<MeshHeading> headings(String... names) {
    return Arrays.stream(names)
        .map(
            name ->
                new MeshHeading(
                    ONTOLOGY.byName(name).map(Descriptor::ui).orElse(""), name, false, List.of()))
        .toList();
  }

  /** The names of the descriptors. */
  static List<String> names(List<Descriptor> descriptors) {
    return descriptors.stream().map(Descriptor::name).toList();
  }

  /** The names of the descriptors with these numbers. */
  static List<String> names(IntStream numbers) {
    List<String> names = new ArrayList<>();
    numbers.forEach(number -> names.add(ONTOLOGY.descriptor(number).name()));
    return names;
  }

  private static Descriptor descriptor(String ui, String name, String... treeNumbers) {
    return new Descriptor(ui, name, List.of(treeNumbers), List.of(name));
  }
}
