package org.mkailin.plugins.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mkailin.plugins.mesh.SmallMesh.number;
import static org.mkailin.plugins.mesh.SmallMesh.numbers;

import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With 100 citations, IC is: Enzymes ln 2 = 0.6931, Proteases ln 5 = 1.6094, Papain ln 20 = 2.9957,
 * Bromelains ln 10 = 2.3026, Plant Proteins ln 12.5 = 2.5257, Gluten ln 50 = 3.9120, Infections ln
 * 10 = 2.3026, Sepsis ln 3.3333 = 1.2040, Cellulitis ln 25 = 3.2189, Burns ln 4 = 1.3863, Humans 0;
 * never used: ln 100 = 4.6052.
 */
class SimilarityTest {
  private static final Offset<Double> CLOSE = within(5e-5);

  @TempDir Path folder;
  private InformationContent content;
  private TermSimilarity lin;

  @BeforeEach
  void weigh() {
    content = SmallMesh.content(folder);
    lin = new LinSimilarity(SmallMesh.ONTOLOGY, content);
  }

  @Test
  void rareTermsSayMore() {
    assertThat(content.of(number("Enzymes"))).isCloseTo(0.6931, CLOSE);
    assertThat(content.of(number("Gluten"))).isCloseTo(3.9120, CLOSE);
  }

  @Test
  void aTermThatEveryCitationHasSaysNothing() {
    assertThat(content.of(number("Humans"))).isEqualTo(0.0);
  }

  @Test
  void anUnseenTermCountsAsOneCitation() {
    assertThat(content.of(number("Lyases"))).isCloseTo(4.6052, CLOSE);
  }

  @Test
  void leavesMeetAtTheirParent() {
    // LCA Proteases: 2·1.6094 / (2.9957 + 2.3026) = 3.2189 / 5.2983
    assertThat(between("Papain", "Bromelains")).isCloseTo(0.6075, CLOSE);
  }

  @Test
  void aTermWithTwoParentsMeetsEachThroughItsOwnTree() {
    // In the other tree, LCA Plant Proteins: 2·2.5257 / (2.9957 + 3.9120) = 5.0515 / 6.9078
    assertThat(between("Papain", "Gluten")).isCloseTo(0.7313, CLOSE);
  }

  @Test
  void anAncestorIsTheMeetingPointWithItsDescendant() {
    // LCA Proteases itself: 2·1.6094 / (1.6094 + 2.9957) = 3.2189 / 4.6052
    assertThat(between("Proteases", "Papain")).isCloseTo(0.6990, CLOSE);
  }

  @Test
  void theMostInformativeCommonAncestorCounts() {
    // Common are Proteases 1.6094 and Enzymes 0.6931; with Lyases only Enzymes:
    // 2·0.6931 / (2.3026 + 4.6052) = 1.3863 / 6.9078
    assertThat(between("Bromelains", "Lyases")).isCloseTo(0.2007, CLOSE);
  }

  @Test
  void termsOfDifferentTreesAreNotAlike() {
    assertThat(between("Papain", "Burns")).isEqualTo(0.0);
    assertThat(between("Papain", "Female")).isEqualTo(0.0);
  }

  @Test
  void aTermWithItselfIsOneWhateverItSays() {
    assertThat(between("Papain", "Papain")).isEqualTo(1.0);
    assertThat(between("Humans", "Humans")).isEqualTo(1.0);
    assertThat(between("Lyases", "Lyases")).isEqualTo(1.0);
  }

  @Test
  void anAncestorRarerThanItsDescendantIsCapped() {
    // IC(Infections) = 2.3026 > IC(Sepsis) = 1.2040, capped there:
    // 2·1.2040 / (1.2040 + 3.2189) = 2.4079 / 4.4228
    assertThat(between("Sepsis", "Cellulitis")).isCloseTo(0.5444, CLOSE);
    // Uncapped it would be 2·2.3026 / (2.3026 + 1.2040) = 1.313: 2·1.2040 / 3.5066
    assertThat(between("Infections", "Sepsis")).isCloseTo(0.6867, CLOSE);
  }

  @Test
  void similarityIsSymmetricAndBounded() {
    for (int one = 0; one < SmallMesh.ONTOLOGY.size(); one++) {
      for (int other = 0; other < SmallMesh.ONTOLOGY.size(); other++) {
        assertThat(lin.between(one, other)).isBetween(0.0, 1.0).isEqualTo(lin.between(other, one));
      }
    }
  }

  @Test
  void setsAreComparedOverAllPairs() {
    // Papain-Bromelains 0.6075, Papain-Gluten 0.7313, Burns with either 0: 1.3388 / 4
    double similarity =
        new AllPairsAverage(lin)
            .between(numbers("Papain", "Burns"), numbers("Bromelains", "Gluten"));
    assertThat(similarity).isCloseTo(0.3347, CLOSE);
  }

  private double between(String one, String other) {
    return lin.between(number(one), number(other));
  }
}
