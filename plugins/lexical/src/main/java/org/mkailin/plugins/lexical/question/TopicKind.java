package org.mkailin.plugins.lexical.question;

import java.util.regex.Pattern;
import org.mkailin.plugins.lexical.grammar.Nouns;

/** What a noun phrase of a title is about, told by its nouns and their endings. */
final class TopicKind {
  private static final Pattern TREATMENT =
      Pattern.compile(
          "(?i).*\\b(?:\\w*(?:therapy|treatments?|supplementation|surgery|ectomy|plasty|otomy"
              + "|(?:endo|laparo|colono|broncho|arthro|thoraco|gastro)scopy|transplantation"
              + "|vaccination|vaccines?"
              + "|immunization|training|exercise|diets?|rehabilitation|prophylaxis|drugs?"
              + "|inhibitors?|blockers?|agonists?|antagonists?|antibiotics?"
              + "|stents?|implants?|dressings?|ointments?|creams?|injections?|infusions?"
              + "|screening|counsel+ing|interventions?|programs?"
              + "|programmes?|regimens?|irradiation|ablation|occlusion|reconstruction|resection"
              + "|replacement|grafting|bathing"
              + "|catheterization|an[ae]+sthesia|analgesia|blocks|administration|tapering"
              + "|withdrawal|emollients?|dissection|chemoprophylaxis"
              + "|technique|procedure|devices?|interferon|corticosteroids?|steroids"
              + "|contraceptives?)"
              + "|[a-z]{3,}(?:mab|nib|pril|sartan|olol|statin|azole|mycin|cillin|floxacin"
              + "|cycline|vir|setron|triptan|tidine|dipine"
              + "|zepam|barbital|caine|platin|taxel|rubicin|gliptin|gliflozin|formin|glitazone"
              + "|dronate|parin|xaban|lukast|sone|solone|onide"
              + "|tropium|oxetine|pramine|azepine|thiazide|kinra|mustine|trexate|profen|coxib"
              + "|quine|quantel|semide|idone|apine|toin"
              + "|citabine|tecan|fosfamide|uracil|nicotinamide))\\b.*");
  private static final Pattern OUTCOME =
      Pattern.compile(
          "(?i)(?:(?!of|in|for|with|during|after|by|on|from|to)[\\w-]+,?"
              + " ){0,4}(?:outcomes?|results?|mortality|survival|prognosis|complications"
              + "|predictors?|causes|reasons|costs?|trends|quality"
              + " of life|characteristics|features|manifestations|epidemiology|pathogenesis"
              + "|etiology|natural"
              + " history|patterns?|rates?|adherence|recovery"
              + "|satisfaction|knowledge|attitudes|levels?|concentrations?|activity|function"
              + "|structure|content|metabolism|response|control|conversion|sensitivity"
              + "|performance|status|stage|score|scores|weight|density|pressure|growth"
              + "|incidence|risk|severity|properties|incidence)\\b(?:"
              + " (?:of|in|at|to) .*)?");
  private static final Pattern DISORDER =
      Pattern.compile(
          "(?i).*(?:disease|diseases|disorders?|syndromes?|infections?|itis|osis|oma|omas|emia"
              + "|aemia|uria|algia|pathy|penia|plegia|megaly|failure"
              + "|deficiency|injur(?:y|ies)|fractures?|cancers?|tumou?rs?|neoplasms?|bleeding"
              + "|hemorrhage|haemorrhage|stroke|infarction|thrombosis"
              + "|embolism|pain|ulcers?|obesity|asthma|diabetes|hypertension|hypotension"
              + "|depression|anxiety|dementia|seizures?|epilepsy"
              + "|psoriasis|resistance|burnout|falls?|admissions?|suicide|abuse|dependence"
              + "|malnutrition|anomal(?:y|ies)|malformations?|defects?"
              + "|lesions?|metastas[ei]s|sclerosis|palsy|atrophy|dystrophy|cysts?|abscess"
              + "|malaria|tuberculosis|leukemia|lymphomas?|poisoning)");
  private static final Pattern MOLECULE =
      Pattern.compile(
          ".*\\b(?:[A-Z]{2,}[\\w-]*|\\w+(?:ase|ases|receptors?|genes?|proteins?|kines?|hormones?"
              + "|peptides?|enzymes?|ligands?|channels?|transporters?|antibodies|vitamin"
              + "|toxins?)|(?:growth|transcription)"
              + " factors?|(?:T|B|stem|mast) cells|neurons|oxidative stress)");
  private static final Pattern DEVICE =
      Pattern.compile(
          "(?i)(?:systems?|devices?|methods?|algorithms?|techniques?|receivers?|controllers?"
              + "|platforms?|tools?|protocols?|sensors?|schemes?|framework|software|assays?"
              + "|lasers?|procedures?|tests?|detectors?|probes?|robots?)");
  private static final Pattern ACTION =
      Pattern.compile(
          "(?i).*\\b(?:analys[ie]s|synthes[ie]s|stud(?:y|ies)|detection|evaluation|assessment"
              + "|purification|characterization|cloning|sequencing|identification"
              + "|isolation|modification|design|construction|preparation|determination"
              + "|localization|separation|mapping|formation|production"
              + "|development|measurement|comparison|description|definition|estimation"
              + "|quantification|differentiation|investigation|demonstration|experience"
              + "|report|review|survey|approach|approaches|advances|application|problems"
              + "|visualization|prediction|validation|report|phase"
              + " [iv-]+)\\b.*");
  private static final Pattern REVIEW =
      Pattern.compile(
          "(?i).*\\b(?:advances|progress|developments?|issues|strategies|options|challenges"
              + "|changes|perspectives|trends|experience|approach|approaches|problems|guidelines"
              + "|methods|criteria|tool|tools|use)");

  private TopicKind() {}

  static boolean isTreatment(String phrase) {
    String head = Nouns.head(phrase);
    return !isDisorder(head)
        && (TREATMENT.matcher(head).matches()
            || TREATMENT.matcher(Nouns.lastWords(phrase)).matches());
  }

  static boolean isOutcome(String phrase) {
    return OUTCOME.matcher(phrase).matches();
  }

  /** Whether a single word names a disorder. */
  static boolean isDisorder(String word) {
    return DISORDER.matcher(word).matches();
  }

  static boolean isMolecule(String phrase) {
    return MOLECULE.matcher(phrase).matches();
  }

  /** Whether a single word names something that works or does not: a system, a method. */
  static boolean isDevice(String word) {
    return DEVICE.matcher(word).matches();
  }

  /** Whether the phrase names what the authors did: «Purification and sequencing». */
  static boolean isAction(String phrase) {
    return ACTION.matcher(phrase).matches();
  }

  static boolean isReview(String phrase) {
    return REVIEW.matcher(phrase).matches();
  }
}
