package org.mkailin.plugins.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mkailin.plugins.mesh.SmallMesh.ONTOLOGY;
import static org.mkailin.plugins.mesh.SmallMesh.names;
import static org.mkailin.plugins.mesh.SmallMesh.numbers;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mkailin.corpus.MeshHeading;

class MeshOntologyTest {
  @Test
  void ancestorsAreReadOffEveryTreeNumber() {
    assertThat(names(ONTOLOGY.ancestors(named("Papain"))))
        .containsExactly("Enzymes", "Proteases", "Proteins", "Plant Proteins");
  }

  @Test
  void treeNumbersAreComparedByNodeNotByLength() {
    // D08.100.1 begins with the letters of D08.10, where Proteases stand.
    assertThat(names(ONTOLOGY.ancestors(named("Pectin Lyase"))))
        .containsExactly("Enzymes", "Lyases");
  }

  @Test
  void parentsAndChildrenAreOneStepAway() {
    assertThat(names(ONTOLOGY.parents(named("Papain"))))
        .containsExactly("Proteases", "Plant Proteins");
    assertThat(names(ONTOLOGY.children(named("Enzymes")))).containsExactly("Proteases", "Lyases");
    assertThat(ONTOLOGY.parents(named("Enzymes"))).isEmpty();
    assertThat(ONTOLOGY.children(named("Papain"))).isEmpty();
  }

  @Test
  void aDescriptorInNoTreeStandsAlone() {
    assertThat(ONTOLOGY.ancestors(named("Female"))).isEmpty();
    assertThat(names(ONTOLOGY.withAncestors(numbers("Female")))).containsExactly("Female");
  }

  @Test
  void aDescriptorBelowItselfIsNotItsOwnAncestor() {
    // As Idiopathic Pulmonary Fibrosis in MeSH 2022.
    MeshOntology ontology =
        new MeshOntology(
            "loop",
            List.of(
                new Descriptor("D1", "Fibrosis", List.of("C08.1", "C08.1.2.3"), List.of()),
                new Descriptor("D2", "Pneumonia", List.of("C08.1.2"), List.of())));
    assertThat(names(ontology.ancestors(ontology.byUi("D1").orElseThrow())))
        .containsExactly("Pneumonia");
    assertThat(ontology.selfAndAncestors(0)).containsExactly(0, 1);
  }

  @Test
  void sharedAncestorsCountOnce() {
    assertThat(names(ONTOLOGY.withAncestors(numbers("Papain", "Bromelains"))))
        .containsExactlyInAnyOrder(
            "Papain", "Bromelains", "Enzymes", "Proteases", "Proteins", "Plant Proteins");
  }

  @Test
  void anExtractOfMeshHasTheAncestorsThatAreThere() {
    MeshOntology ontology =
        new MeshOntology(
            "extract",
            List.of(
                new Descriptor("D1", "Enzymes", List.of("D08"), List.of()),
                new Descriptor("D3", "Papain", List.of("D08.10.1"), List.of())));
    Descriptor papain = ontology.byUi("D3").orElseThrow();
    assertThat(ontology.parents(papain)).isEmpty();
    assertThat(names(ontology.ancestors(papain))).containsExactly("Enzymes");
  }

  @Test
  void aHeadingIsFoundByUiThenByNameThenByEntryTerm() {
    MeshOntology ontology =
        new MeshOntology(
            "terms",
            List.of(
                new Descriptor(
                    "D008607",
                    "Intellectual Disability",
                    List.of("F03.625.539"),
                    List.of("Intellectual Disability", "Mental Retardation"))));
    assertThat(ontology.find(heading("D008607", "Mental Retardation"))).isEqualTo(0);
    assertThat(ontology.find(heading("", "Intellectual Disability"))).isEqualTo(0);
    assertThat(ontology.find(heading("D999999", "Intellectual Disability"))).isEqualTo(0);
    assertThat(ontology.find(heading("", "Mental Retardation"))).isEqualTo(0);
    assertThat(ontology.find(heading("D999999", "Intellectual"))).isEqualTo(MeshOntology.UNKNOWN);
  }

  @Test
  void termsAreFoundWhateverTheirCaseAndNamesOnlyExactly() {
    assertThat(ONTOLOGY.byTerm("plant PROTEINS")).contains(named("Plant Proteins"));
    assertThat(ONTOLOGY.byTerm("plant")).isEmpty();
    assertThat(ONTOLOGY.byName("plant proteins")).isEmpty();
    assertThat(ONTOLOGY.byUi("D8")).contains(named("Plant Proteins"));
    assertThat(ONTOLOGY.byUi("")).isEmpty();
  }

  @Test
  void aStrangersDescriptorIsRefused() {
    Descriptor stranger = new Descriptor("D77", "Papaya", List.of("B01.1"), List.of());
    assertThatThrownBy(() -> ONTOLOGY.parents(stranger))
        .hasMessage("descriptor 'Papaya' (D77) is not one of MeSH file 'small mesh'");
  }

  @Test
  void twoDescriptorsCannotHoldOnePlace() {
    List<Descriptor> clash =
        List.of(
            new Descriptor("D1", "Enzymes", List.of("D08"), List.of()),
            new Descriptor("D2", "Proteins", List.of("D08"), List.of()));
    assertThatThrownBy(() -> new MeshOntology("clash", clash))
        .hasMessage("tree number D08 belongs to both 'Enzymes' and 'Proteins'");
  }

  @Test
  void checkTagsMatchWholeNamesOnly() {
    assertThat(CheckTags.contains(new Descriptor("D005260", "Female", List.of(), List.of())))
        .isTrue();
    assertThat(CheckTags.contains(new Descriptor("", "Aged", List.of(), List.of()))).isTrue();
    assertThat(CheckTags.contains(new Descriptor("", "Frail Aged", List.of(), List.of())))
        .isFalse();
    assertThat(
            CheckTags.contains(new Descriptor("D055032", "Adult Children", List.of(), List.of())))
        .isFalse();
  }

  private static Descriptor named(String name) {
    return ONTOLOGY.byName(name).orElseThrow();
  }

  private static MeshHeading heading(String ui, String name) {
    return new MeshHeading(ui, name, false, List.of());
  }
}
