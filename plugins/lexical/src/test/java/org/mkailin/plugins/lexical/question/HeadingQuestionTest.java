package org.mkailin.plugins.lexical.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.corpus.MeshQualifier;
import org.mkailin.plugins.lexical.mesh.MeshNames;

class HeadingQuestionTest {
  private static final String EVEN = "2"; // chooses the first of two equal wordings

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *Papain/therapeutic use; Pressure Ulcer/drug therapy | Is papain effective in the treatment of pressure ulcer?
          Hyponatremia/*chemically induced; Chlorthalidone/*adverse effects; Humans; Aged | Does chlorthalidone increase the risk of hyponatremia in older adults?
          Aspirin/*administration & dosage; Stroke/*prevention & control | Is aspirin effective in the prevention of stroke?
          Asthma/*diagnosis; Breath Tests/*methods; Humans; Child | How accurate are breath tests in the diagnosis of asthma in children?
          Losartan/*pharmacology; Endothelium, Vascular/*drug effects; Rats; Animals | How does losartan affect the vascular endothelium in rats?
          Lung Neoplasms/*surgery; Thoracic Surgery, Video-Assisted/*methods | What are the outcomes of video-assisted thoracic surgery in patients with lung cancer?
          Dermatitis, Atopic/*microbiology; Staphylococcus aureus/*isolation & purification | What role does Staphylococcus aureus play in atopic dermatitis?
          *Alzheimer Disease; *Down Syndrome | How are Alzheimer disease and Down syndrome related?
          Smoking/*adverse effects; Psoriasis/*etiology | Does smoking increase the risk of psoriasis?
          Tuberculosis, Pulmonary/*microbiology; Mycobacterium tuberculosis/*isolation & purification | What role does Mycobacterium tuberculosis play in pulmonary tuberculosis?
          Head and Neck Neoplasms/*epidemiology; Stroke/*epidemiology | How common is head and neck cancer in patients with stroke?
          Breast Neoplasms/*radiotherapy; Proton Therapy/*methods | How effective is proton therapy in patients with breast cancer?
          Saccharomyces cerevisiae/*genetics; Autophagy | Which genes of Saccharomyces cerevisiae are related to autophagy?
          """)
  void qualifiersChooseTheQuestion(String headings, String question) {
    assertThat(new HeadingQuestion().of(citation(headings))).contains(question);
  }

  @Test
  void oneHeadingWithoutAPartnerAsksNothing() {
    assertThat(new HeadingQuestion().of(citation("*Papain; Humans; Male"))).isEmpty();
  }

  @Test
  void aPlaceIsNeverASubject() {
    assertThat(new HeadingQuestion().of(citation("*Neoplasms/epidemiology; Sudan/epidemiology")))
        .isEmpty();
  }

  @Test
  void aTumorIndexedByItsSiteAndItsTissueIsOneSubject() {
    String indexed = "*Nasopharyngeal Neoplasms/pathology; *Carcinoma, Squamous Cell/pathology";
    assertThat(new HeadingQuestion().of(citation(indexed))).isEmpty();
  }

  @Test
  void aHeadingThatSaysHowAStudyWasMadeIsNoPartnerEvenIfItIsTheOnlyOne() {
    assertThat(new HeadingQuestion().of(citation("*Neoplasms/epidemiology; Time Factors")))
        .isEmpty();
  }

  @Test
  void dosingIsAskedOnlyWhereItIsIndexed() {
    String drug = "Perindopril/*administration & dosage; Hypertension/*drug therapy";
    assertThat(new HeadingQuestion().of(citation(drug)))
        .contains("How effective is perindopril in the treatment of hypertension?");
    assertThat(new HeadingQuestion().of(citation(drug + "; Drug Administration Schedule")))
        .contains("How should perindopril be given in the treatment of hypertension?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Diabetes Mellitus, Type 2 | type 2 diabetes mellitus
          Arthritis, Rheumatoid | rheumatoid arthritis
          Leukemia, Myeloid, Acute | acute myeloid leukemia
          Alzheimer Disease | Alzheimer disease
          Helicobacter pylori | Helicobacter pylori
          Cytochrome P-450 CYP2C9 | cytochrome P-450 CYP2C9
          Nitric Oxide Synthase Type III | nitric oxide synthase type III
          Tomography, Emission-Computed | emission-computed tomography
          Breast Neoplasms | breast cancer
          MicroRNAs | microRNAs
          Pulmonary Disease, Chronic Obstructive | chronic obstructive pulmonary disease
          """)
  void aHeadingIsSpokenInItsNaturalOrder(String heading, String spoken) {
    assertThat(MeshNames.spoken(heading)).isEqualTo(spoken);
  }

  /** Headings as «*Name/*qualifier/qualifier; Name». */
  private static Citation citation(String text) {
    List<MeshHeading> headings = new ArrayList<>();
    for (String heading : text.split("; ", -1)) {
      List<String> parts = List.of(heading.split("/", -1));
      List<MeshQualifier> qualifiers = new ArrayList<>();
      for (String qualifier : parts.subList(1, parts.size())) {
        qualifiers.add(
            new MeshQualifier("", qualifier.replace("*", ""), qualifier.startsWith("*")));
      }
      String name = parts.get(0);
      headings.add(new MeshHeading("", name.replace("*", ""), name.startsWith("*"), qualifiers));
    }
    return new Citation(EVEN, "Untitled", List.of(), null, headings);
  }
}
