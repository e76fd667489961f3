package org.mkailin.plugins.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MeSH 2022 as NLM ships it, and true records of other years. */
class RealMeshTest {
  @Test
  void theDescriptorsOf2022AreReadWhole() {
    MeshOntology mesh = RealData.mesh2022();
    assertThat(mesh.size()).isEqualTo(30_194);
    assertThat(mesh.descriptors().stream().mapToInt(d -> d.treeNumbers().size()).sum())
        .isEqualTo(62_317);
    assertThat(mesh.descriptors().stream().mapToInt(d -> d.terms().size()).sum())
        .isEqualTo(255_864);
    assertThat(mesh.descriptors().stream().filter(d -> d.treeNumbers().isEmpty()))
        .extracting(Descriptor::name)
        .containsExactly("Female", "Male");
    // Counted with a script of its own: 177,903 pairs of a descriptor and one above it, of which
    // one is Idiopathic Pulmonary Fibrosis above itself.
    assertThat(mesh.descriptors().stream().mapToInt(d -> mesh.ancestors(d).size()).sum())
        .isEqualTo(177_902);
    for (Descriptor descriptor : mesh.descriptors()) {
      for (String term : descriptor.terms()) {
        assertThat(mesh.byTerm(term)).contains(descriptor);
      }
    }
  }

  @Test
  void aDescriptorOf2022MayStandBelowItself() {
    MeshOntology mesh = RealData.mesh2022();
    Descriptor fibrosis = mesh.byUi("D054990").orElseThrow();
    assertThat(fibrosis.treeNumbers())
        .containsExactly("C08.381.483.652.500", "C08.381.483.652.500.750.624");
    assertThat(mesh.ancestors(fibrosis)).doesNotContain(fibrosis);
  }

  @Test
  void everyCheckTagIsADescriptorOfThatName() {
    MeshOntology mesh = RealData.mesh2022();
    CheckTags.all()
        .forEach((ui, name) -> assertThat(mesh.byUi(ui).map(Descriptor::name)).contains(name));
  }

  @Test
  void theTreesOf2022AreReadWhole() {
    MeshOntology mesh = MeshOntology.read(RealData.file("mesh/mtrees2022.bin.gz"));
    assertThat(mesh.size()).isEqualTo(30_192);
    List<String> numbers = new ArrayList<>();
    mesh.descriptors().forEach(d -> numbers.addAll(d.treeNumbers()));
    Set<String> places = new HashSet<>(numbers);
    assertThat(numbers).hasSize(62_317);
    assertThat(numbers.stream().filter(n -> Hierarchy.above(n).isEmpty())).hasSize(115);
    assertThat(numbers.stream().map(Hierarchy::above).filter(n -> !n.isEmpty()))
        .as("no orphans")
        .allMatch(places::contains);
  }

  @Test
  void treesAndDescriptorsTellTheSameHierarchy() {
    MeshOntology descriptors = RealData.mesh2022();
    MeshOntology trees = MeshOntology.read(RealData.file("mesh/mtrees2022.bin.gz"));
    for (Descriptor byName : trees.descriptors()) {
      Descriptor byUi = descriptors.byName(byName.name()).orElseThrow();
      assertThat(names(trees.ancestors(byName))).isEqualTo(names(descriptors.ancestors(byUi)));
    }
  }

  @Test
  void trueRecordsWithEveryElementAreRead() {
    MeshOntology of2020 =
        MeshOntology.read(RealData.file("mesh/official_desc_sample_tipplerow.xml"));
    assertThat(of2020.size()).isEqualTo(5);
    assertThat(of2020.byUi("D000001").orElseThrow().name()).isEqualTo("Calcimycin");
    assertThat(of2020.byTerm("a-23187")).isEqualTo(of2020.byUi("D000001"));
  }

  @Test
  void anExtractThatBreaksOffIsRefusedAndReadOnceItIsClosed(@TempDir Path folder)
      throws IOException {
    // The first 1,000 lines of desc2015.xml: it ends within the third record.
    Path start = Path.of(RealData.file("mesh/official_desc2015_subset_dhimmel.xml"));
    assertThatThrownBy(() -> MeshOntology.read(start.toString()))
        .hasMessageContaining("official_desc2015_subset_dhimmel.xml', line 1000: ")
        .hasMessageEndingWith("the file is damaged or incomplete: get it again");
    Path whole =
        Files.writeString(
            folder.resolve("desc2015.xml"),
            Files.readString(start)
                + "</Concept></ConceptList></DescriptorRecord></DescriptorRecordSet>");
    MeshOntology of2015 = MeshOntology.read(whole.toString());
    assertThat(SmallMesh.names(of2015.descriptors()))
        .containsExactly("Calcimycin", "Temefos", "Abattoirs");
    assertThat(of2015.byTerm("temephos")).isEqualTo(of2015.byName("Temefos"));
  }

  @Test
  void citationsAreNoMeshFile() {
    String citations = RealData.file("pubmed/pubmed_real_merged.xml.gz");
    assertThatThrownBy(() -> MeshOntology.read(citations))
        .hasMessageContaining(citations)
        .hasMessageContaining("holds <PubmedArticleSet>; expected NLM's descriptors");
  }

  private static Set<String> names(List<Descriptor> descriptors) {
    return new HashSet<>(SmallMesh.names(descriptors));
  }
}
