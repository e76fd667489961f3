package org.mkailin.pipelines.distill;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.AnswerRequest;
import org.mkailin.corpus.AnsweredQuestion;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Comparison;
import org.mkailin.corpus.Preference;
import org.mkailin.corpus.Question;
import org.mkailin.corpus.QuestionInContext;
import org.mkailin.corpus.Rejection;
import org.mkailin.pipelines.agents.Agents;
import org.mkailin.pipelines.books.RunSummary;
import org.mkailin.pipelines.books.StageLedger;
import org.mkailin.pipelines.prepare.PreparePipeline;
import org.mkailin.pipelines.program.Program;
import org.mkailin.pipelines.results.DataSet;
import org.mkailin.pipelines.results.Example;
import org.mkailin.pipelines.results.Plan;
import org.mkailin.pipelines.results.Stage;
import org.mkailin.transforms.EvaluateQuestions;
import org.mkailin.transforms.GenerateAnswers;
import org.mkailin.transforms.GenerateQuestions;
import org.mkailin.transforms.IndexCitations;
import org.mkailin.transforms.PairQuestions;
import org.mkailin.transforms.RetrieveContexts;
import org.mkailin.transforms.WithRejections;
import org.mkailin.transforms.dataset.Row;
import org.mkailin.transforms.dataset.TrainingRows;
import org.mkailin.transforms.dataset.WriteRows;
import org.mkailin.transforms.dataset.WrittenFile;
import org.mkailin.transforms.pubmed.ReadCitations;

/**
 * The distillation as one graph: m-KAILIN (arXiv 2504.19565), steps 1, 2 and 4.
 *
 * <pre>
 * read ─┬─ ask general ─ retrieve ─┐
 *       ├─ ask domain ── retrieve ─┴─ pair ─ judge ─┬─ preferences
 *       └───────── source ────────────┘             ├─ cpt (the chosen side)
 *                                                   └─ answer ─ sft
 * </pre>
 *
 * <p>Training the generator on the preferences (step 3) is a program of its own; without a trained
 * generator the chosen side goes on to the training sets.
 */
public final class DistillPipeline implements Program {
  /** The program's name. */
  static final String NAME = "distill";

  private static final List<DataSet> SETS =
      List.of(
          new DataSet(
              "preferences", "preference pairs for DPO", "prompt, chosen, rejected", "judge"),
          new DataSet("cpt", "rows for continued pre-training", "text", "judge"),
          new DataSet("sft", "rows for fine-tuning", "prompt, completion", "answer"));

  private static final Plan.Card CARD =
      new Plan.Card(
          "Training sets distilled from PubMed",
          ", after m-KAILIN (arXiv 2504.19565): two agents ask about each citation, contexts are"
              + " retrieved for both questions, an evaluator prefers the question whose contexts fit"
              + " the source better, and the chosen question is answered.",
          "The clearest preferences",
          "The score says how near a question's contexts are to its source; the question that scores"
              + " higher is chosen.");

  private final Agents agents;
  private final ReadCitations reading;
  private final String staging;
  private final int files;
  private final boolean indexed;

  /**
   * The graph of a run.
   *
   * @param staging folder that files are written to before they are published
   * @param files number of files of each set
   * @param indexed whether the pass before built the index, so that its books belong to this run
   */
  DistillPipeline(
      Agents agents, ReadCitations reading, String staging, int files, boolean indexed) {
    this.agents = agents;
    this.reading = reading;
    this.staging = staging;
    this.files = files;
    this.indexed = indexed;
  }

  @Override
  public Plan plan() {
    List<Stage> stages = new ArrayList<>();
    stages.add(Stage.of("read", NAME));
    if (indexed) {
      stages.add(
          new Stage(
              IndexCitations.STAGE,
              PreparePipeline.PREPARE,
              "What stage `index` rejected is nowhere a context; it may be a source all the same."));
    }
    for (String stage :
        List.of(
            "ask-general",
            "ask-domain",
            "retrieve-general",
            "retrieve-domain",
            "pair",
            "judge",
            "answer")) {
      stages.add(Stage.of(stage, NAME));
    }
    return new Plan(NAME, CARD, stages, SETS, List.of());
  }

  @Override
  public void build(Pipeline pipeline) {
    StageLedger ledger = new StageLedger();

    ReadCitations.Result read = pipeline.apply("Read citations", reading);
    PCollection<Citation> citations =
        ledger.enterCounted(
            "read", read.read(), new WithRejections<>(read.citations(), read.rejections()));

    PCollection<QuestionInContext> general = askAndRetrieve(citations, agents.general(), ledger);
    PCollection<QuestionInContext> domain = askAndRetrieve(citations, agents.domain(), ledger);

    PCollection<Comparison> pairs =
        ledger.enter(
            "pair", citations, citations.apply("Pair", PairQuestions.of("pair", general, domain)));
    PCollection<Preference> preferences =
        ledger.enter(
            "judge",
            pairs,
            pairs.apply("Judge", EvaluateQuestions.with("judge", agents.evaluator())));
    ledger.note("judge", "ties-kept", preferences, Preference::tie);
    PCollection<AnswerRequest> requests =
        preferences.apply(
            "Chosen side",
            MapElements.into(TypeDescriptor.of(AnswerRequest.class))
                .via(p -> new AnswerRequest(p.source(), p.chosen())));
    PCollection<AnsweredQuestion> answered =
        ledger.enter(
            "answer",
            requests,
            requests.apply("Answer", GenerateAnswers.with("answer", agents.answerer())));

    PCollection<Rejection> rejections = ledger.rejections();
    PCollectionList<WrittenFile> written =
        PCollectionList.of(write("preferences", preferences, TrainingRows::preference, true))
            .and(write("cpt", preferences, TrainingRows::continuedPretraining, true))
            .and(write("sft", answered, TrainingRows::fineTuning, true))
            .and(write(Plan.REJECTIONS, rejections, TrainingRows::rejection, false))
            .and(
                preferences
                    .apply("Clearest preferences", new ClearestPreferences())
                    .apply("Write examples", WriteRows.to(staging, Example.SET, 1).inSlices(1)));
    RunSummary.write(ledger.counts(rejections), written, RunSummary.pathIn(staging, NAME));
  }

  private PCollection<QuestionInContext> askAndRetrieve(
      PCollection<Citation> citations, AgentSpec generator, StageLedger ledger) {
    String ask = "ask-" + generator.name();
    PCollection<Question> questions =
        ledger.enter(
            ask,
            citations,
            citations.apply("Ask " + generator.name(), GenerateQuestions.with(ask, generator)));
    String retrieve = "retrieve-" + generator.name();
    return ledger.enter(
        retrieve,
        questions,
        questions.apply(
            "Retrieve for " + generator.name(),
            RetrieveContexts.with(retrieve, agents.retriever())));
  }

  private <T> PCollection<WrittenFile> write(
      String set, PCollection<T> values, SerializableFunction<T, Row> toRow, boolean lineage) {
    WriteRows write = WriteRows.to(staging, set, files);
    PTransform<PCollection<Row>, PCollection<WrittenFile>> writing =
        lineage ? write.withLineage() : write;
    return values
        .apply("Rows of " + set, MapElements.into(TypeDescriptor.of(Row.class)).via(toRow))
        .apply("Write " + set, writing);
  }
}
