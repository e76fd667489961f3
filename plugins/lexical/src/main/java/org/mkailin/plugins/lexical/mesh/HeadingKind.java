package org.mkailin.plugins.lexical.mesh;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.plugins.lexical.grammar.Casing;

/**
 * What a MeSH heading names, told by its qualifiers and its name: MeSH allows each qualifier with
 * some kinds of descriptors only, so «therapeutic use» gives a drug away and «drug therapy» a
 * disorder, without the tree at hand.
 */
public enum HeadingKind {
  SUBSTANCE,
  DISORDER,
  PROCEDURE,
  TEST,
  ANATOMY,
  ORGANISM,
  OTHER;

  private static final Set<String> OF_SUBSTANCES =
      Set.of(
          "therapeutic use",
          "administration & dosage",
          "pharmacology",
          "pharmacokinetics",
          "toxicity",
          "agonists",
          "antagonists & inhibitors",
          "analogs & derivatives",
          "chemistry",
          "poisoning",
          "biosynthesis",
          "chemical synthesis",
          "deficiency",
          "supply & distribution");
  private static final Set<String> OF_DISORDERS =
      Set.of(
          "drug therapy",
          "etiology",
          "complications",
          "prevention & control",
          "mortality",
          "therapy",
          "chemically induced",
          "rehabilitation",
          "diet therapy",
          "radiotherapy",
          "congenital",
          "diagnosis",
          "epidemiology",
          "nursing",
          "ethnology",
          "secondary",
          "transmission");
  private static final Pattern DISORDER_NAME =
      Pattern.compile(
          "(?:.*(?:itis|osis|oma|omas|emia|uria|algia|pathy|penia|plegia|megaly|neoplasms"
              + "|sarcoma|phobia|cancer|lepsy|trophy|rrhea|plasia)"
              + "|diseases?|disorders?|syndromes?|failure|insufficiency|infections?|injur(?:y"
              + "|ies)|fractures?|ulcers?|hemorrhage|stroke|infarction"
              + "|thrombosis|embolism|pain|obesity|asthma|diabetes|mellitus|hypertension"
              + "|hypotension|depression|dementia|seizures|epilepticus"
              + "|psoriasis|abnormalities|malformations|sclerosis|cysts?|burns|wounds|falls"
              + "|eclampsia|pre-eclampsia|cataract|glaucoma|shock|edema"
              + "|resistance|fibrillation|arrest|deficiency|apnea|dyspnea|malaria|hypothyroidism"
              + "|hyperthyroidism|abuse|poisoning|suicide|delirium|burnout|loneliness|agitation"
              + "|hypoglycemia|abscess|hernia|varices|ascites|colitis|crohn|remodeling|fatigue"
              + "|recurrence|ideation|miscarriage|abortion|pneumothorax|cachexia|acne"
              + "|anxiety|blindness)");
  private static final Pattern PROCEDURE_NAME =
      Pattern.compile(
          "(?:.*(?:therapy|surgery|ectomy|plasty|scopy|graphy|ostomy|otomy|grams?|metry)"
              + "|transplantation|imaging|monitoring|screening|exercise|training|education"
              + "|ventilation|dialysis|anesthesia|vaccination|rehabilitation"
              + "|counseling|tests?|testing|catheterization|ablation|techniques?|diet|diets"
              + "|programs?|nursing|telemedicine|debridement|bandages|dressings|stents"
              + "|prosthesis|implantation|implants|procedures?|care|disinfection|hygiene"
              + "|restriction|fasting|treatment|biopsy|learning|consultation|technique"
              + "|transfusion|irradiation|dissection|excision|resection|ligation"
              + "|occlusion|withholding"
              + " treatment|deprescriptions|immunization|management|replacement|assays?"
              + "|tomography|acupuncture|massage|radiography|assessment)");
  private static final Pattern TEST_NAME =
      Pattern.compile(
          "(?:.*(?:graphy|scopy|grams?|metry)|imaging|monitoring|screening|tests?|testing|biopsy"
              + "|assays?|tomography|radiography|assessment|examination|diagnosis|analysis)");
  private static final Pattern ANATOMY_NAME =
      Pattern.compile(
          "(?:brain|liver|heart|kidneys?|lungs?|stomach|hippocampus|cortex|endothelium"
              + "|epithelium|mucosa|retina|cornea|arter(?:y|ies)|aorta|veins?"
              + "|ventricles?|atria|muscles?|myocardium|nucleus|nuclei|lens|bones?|skin|nerves?"
              + "|cord|spine|joints?|cartilage|tendons?|ligaments?|placenta|uterus|ovary"
              + "|testis|prostate|bladder|pancreas|spleen"
              + "|glands?|hypothalamus|cerebellum|amygdala|ganglia|neurons|cells|lymphocytes"
              + "|macrophages|platelets|erythrocytes|fibroblasts|keratinocytes|membranes?"
              + "|mitochondria|marrow|intestines?|colon|rectum|esophagus|pharynx|larynx|trachea"
              + "|bronchi|teeth|tooth|hand|foot|femur|hip|knee|eye|eyes|ear|synovial|saliva"
              + "|milk|plasma|epidermis|leaves|roots)");
  private static final Pattern ORGANISM_NAME =
      Pattern.compile(
          "(?:.*(?:virus|viruses|viridae|aceae|bacteria|coccus|fungi|phages?)|rats|mice|dogs"
              + "|zebrafish|yeasts|bacteriophages)");

  private static final Set<String> EXPOSURES =
      Set.of(
          "Smoking",
          "Tobacco Smoke Pollution",
          "Air Pollution",
          "Alcohol Drinking",
          "Noise",
          "Occupational Exposure",
          "Shift Work Schedule",
          "Environmental Exposure",
          "Sedentary Behavior",
          "Vaping",
          "Cigarette Smoking");

  public static HeadingKind of(MeshHeading heading) {
    String spoken = MeshNames.spoken(heading.name());
    String last = spoken.substring(spoken.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
    String first = heading.name().split("[ ,]", 2)[0].toLowerCase(Locale.ROOT);
    if (EXPOSURES.contains(heading.name())) {
      return OTHER;
    }
    if (isSpecies(heading.name())) {
      return ORGANISM; // before the endings: «Mycobacterium tuberculosis» is no disorder
    }
    if (DISORDER_NAME.matcher(last).matches()
        || (DISORDER_NAME.matcher(first).matches() && has(heading, OF_DISORDERS))) {
      return DISORDER;
    }
    if (ORGANISM_NAME.matcher(last).matches()) {
      return ORGANISM;
    }
    if (ANATOMY_NAME.matcher(last).matches()) {
      return ANATOMY;
    }
    if (TEST_NAME.matcher(last).matches()) {
      return TEST;
    }
    if (PROCEDURE_NAME.matcher(last).matches()) {
      return PROCEDURE;
    }
    if (has(heading, OF_SUBSTANCES) || isSubstanceName(last)) {
      return SUBSTANCE;
    }
    if (has(heading, OF_DISORDERS)) {
      return DISORDER;
    }
    return hasName(heading, "adverse effects") || hasName(heading, "antagonists & inhibitors")
        ? SUBSTANCE
        : OTHER;
  }

  private static boolean isSubstanceName(String last) {
    return last.matches(
        ".*(?:agents?|inhibitors|antagonists|agonists|drugs|receptors?|proteins?|antibodies"
            + "|hormones?|acids?|vitamins?|enzymes?|ase|kines?|peptides?|factors?|oxide|steroids"
            + "|estrogens?"
            + "|antioxidants|antigens?|genes?|rna|dna|isoenzymes|compounds|insulin|lipids?"
            + "|cholesterol|glucose|sodium|calcium|iron|zinc|alcohol|ethanol|extracts?"
            + "|polysaccharides?|transporters?|channels?|contraceptives|antibiotics|mab"
            + "|statins?|bradykinin|leptin|[a-z]{4,}(?:in|ine|ol|ide|ate|one|ole))");
  }

  private static boolean isSpecies(String name) {
    return name.matches("[A-Z][a-z]{3,} [a-z]{4,}")
        && (Casing.isName(name.split(" ", 2)[0])
            || name.matches(".*(?:us|is|um|ae|i|ens|ans|er|a|es)"));
  }

  private static boolean has(MeshHeading heading, Set<String> qualifiers) {
    return heading.qualifiers().stream().anyMatch(q -> qualifiers.contains(q.name()));
  }

  static boolean hasName(MeshHeading heading, String qualifier) {
    return heading.qualifiers().stream().anyMatch(q -> q.name().equals(qualifier));
  }
}
