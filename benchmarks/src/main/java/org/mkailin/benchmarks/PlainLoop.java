package org.mkailin.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.mkailin.agent.Agent;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.AnswerGenerator;
import org.mkailin.agent.ContextRetriever;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.QuestionEvaluator;
import org.mkailin.agent.QuestionGenerator;
import org.mkailin.corpus.AnswerRequest;
import org.mkailin.corpus.AnsweredQuestion;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Comparison;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.Preference;
import org.mkailin.corpus.Question;
import org.mkailin.corpus.QuestionInContext;
import org.mkailin.runtime.AgentLease;
import org.mkailin.transforms.dataset.Row;
import org.mkailin.transforms.dataset.TrainingRows;

/**
 * The distillation as anyone would write it first: a loop over batches of citations in memory, with
 * the offline agents, and three files at the end. Nothing is counted, rejected in writing, retried
 * or published.
 */
final class PlainLoop {
  private final AgentLease general;
  private final AgentLease domain;
  private final AgentLease retriever;
  private final AgentLease evaluator;
  private final AgentLease answerer;

  private PlainLoop(Path folder, String mesh) {
    general = AgentLease.of(lexical("general", "general"));
    domain = AgentLease.of(lexical("domain", "domain"));
    retriever =
        AgentLease.of(
            new AgentSpec(
                "retriever",
                List.of("dense", "minilm", "lucene"),
                Map.of("lucene", Map.of("path", folder.resolve("index").toString()))));
    evaluator =
        AgentLease.of(
            new AgentSpec(
                "evaluator",
                List.of("mesh"),
                Map.of(
                    "mesh",
                    Map.of(
                        "descriptors",
                        mesh,
                        "statistics",
                        folder.resolve("statistics").toString()))));
    answerer = AgentLease.of(lexical("answerer", "general"));
  }

  private static AgentSpec lexical(String name, String style) {
    return new AgentSpec(name, List.of("lexical"), Map.of("lexical", Map.of("style", style)));
  }

  /** Arguments: the folder, the MeSH file, the corpus's size, the number of threads, the output. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    List<Citation> citations = Corpora.read(folder, arguments[2]);
    int threads = Integer.parseInt(arguments[3]);
    PlainLoop loop = new PlainLoop(folder, arguments[1]);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<Rows>> batches = new ArrayList<>();
    for (int i = 0; i < citations.size(); i += AgentSpec.DEFAULT_BATCH_SIZE) {
      List<Citation> batch =
          citations.subList(i, Math.min(citations.size(), i + AgentSpec.DEFAULT_BATCH_SIZE));
      batches.add(pool.submit(() -> loop.distil(batch)));
    }
    Rows all = new Rows();
    for (Future<Rows> batch : batches) {
      all.add(batch.get());
    }
    pool.shutdown();
    all.write(Path.of(arguments[4]));
    // Agents are closed with the process.
    System.exit(0);
  }

  /** The rows of the three sets. */
  private record Rows(List<Row> preferences, List<Row> cpt, List<Row> sft) {
    Rows() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void add(Rows others) {
      preferences.addAll(others.preferences);
      cpt.addAll(others.cpt);
      sft.addAll(others.sft);
    }

    void write(Path out) throws IOException {
      write(preferences, out, "preferences");
      write(cpt, out, "cpt");
      write(sft, out, "sft");
    }

    private static void write(List<Row> rows, Path out, String set) throws IOException {
      rows.sort(Comparator.comparing(Row::id));
      Path folder = Files.createDirectories(out.resolve(set));
      try (BufferedWriter file =
          Files.newBufferedWriter(folder.resolve(set + "-00000-of-00001.jsonl"))) {
        for (Row row : rows) {
          file.write(row.line() + "\n");
        }
      }
    }
  }

  private Rows distil(List<Citation> citations) {
    Map<String, QuestionInContext> first = ask(citations, general, "general");
    Map<String, QuestionInContext> second = ask(citations, domain, "domain");
    List<Comparison> pairs = new ArrayList<>();
    for (Citation citation : citations) {
      QuestionInContext one = first.get(citation.pmid());
      QuestionInContext other = second.get(citation.pmid());
      if (one != null
          && other != null
          && !one.question().text().equalsIgnoreCase(other.question().text())) {
        pairs.add(new Comparison(citation, one, other));
      }
    }
    Rows rows = new Rows();
    List<AnswerRequest> requests = new ArrayList<>();
    process(evaluator.get(QuestionEvaluator.class), pairs)
        .forEach(
            (pair, judgement) -> {
              Preference preference = Preference.of(pair, judgement);
              rows.preferences.add(TrainingRows.preference(preference));
              rows.cpt.add(TrainingRows.continuedPretraining(preference));
              requests.add(new AnswerRequest(preference.source(), preference.chosen()));
            });
    process(answerer.get(AnswerGenerator.class), requests)
        .forEach(
            (request, answer) ->
                rows.sft.add(
                    TrainingRows.fineTuning(new AnsweredQuestion(request, answer, "answerer"))));
    return rows;
  }

  private Map<String, QuestionInContext> ask(
      List<Citation> citations, AgentLease generator, String name) {
    List<Question> questions = new ArrayList<>();
    process(generator.get(QuestionGenerator.class), citations)
        .forEach((citation, text) -> questions.add(new Question(citation.pmid(), text, name)));
    Map<Question, List<Context>> found = process(retriever.get(ContextRetriever.class), questions);
    return byPmid(found);
  }

  private static Map<String, QuestionInContext> byPmid(Map<Question, List<Context>> found) {
    Map<String, QuestionInContext> byPmid = new HashMap<>();
    found.forEach(
        (question, contexts) ->
            byPmid.put(question.pmid(), new QuestionInContext(question, contexts)));
    return byPmid;
  }

  private static <I, O> Map<I, O> process(Agent<I, O> agent, List<I> inputs) {
    Map<I, O> values = new HashMap<>();
    if (!inputs.isEmpty()) {
      List<Outcome<O>> outcomes = agent.process(inputs);
      for (int i = 0; i < inputs.size(); i++) {
        if (outcomes.get(i) instanceof Outcome.Accepted<O> accepted) {
          values.put(inputs.get(i), accepted.value());
        }
      }
    }
    return values;
  }
}
