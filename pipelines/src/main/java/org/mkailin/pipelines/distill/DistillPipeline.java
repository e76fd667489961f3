package org.mkailin.pipelines.distill;

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
import org.mkailin.transforms.EvaluateQuestions;
import org.mkailin.transforms.GenerateAnswers;
import org.mkailin.transforms.GenerateQuestions;
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
public final class DistillPipeline {
  /** The stages in the order of the graph. */
  public static final List<String> STAGES =
      List.of(
          "read",
          "ask-general",
          "ask-domain",
          "retrieve-general",
          "retrieve-domain",
          "pair",
          "judge",
          "answer");

  private final Agents agents;
  private final String staging;
  private final int files;

  /**
   * The graph of a run.
   *
   * @param staging folder that files are written to before they are published
   * @param files number of files of each set
   */
  DistillPipeline(Agents agents, String staging, int files) {
    this.agents = agents;
    this.staging = staging;
    this.files = files;
  }

  /** Where the run's summary is, once it has ended. */
  public static String summaryIn(String staging) {
    return staging + "/summary.jsonl";
  }

  /** Adds the whole graph to {@code pipeline}. */
  void build(Pipeline pipeline, ReadCitations reading) {
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
            .and(write("rejections", rejections, TrainingRows::rejection, false));
    RunSummary.write(ledger.counts(rejections), written, summaryIn(staging));
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
