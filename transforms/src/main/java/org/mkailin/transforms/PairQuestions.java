package org.mkailin.transforms;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Comparison;
import org.mkailin.corpus.QuestionInContext;
import org.mkailin.corpus.Rejection;

/**
 * Brings the two questions about a citation together, by PMID.
 *
 * <p>They meet in groups of citations, not one by one: a runner's cost for a key is far above that
 * of pairing, and the groups are small enough to be held in memory: {@link SpreadOptions} says how
 * small. Of a group of 1,000 citations the questions are held, with four contexts each: 2,000 · 4
 * abstracts of 2 kB, 16 MB.
 *
 * <p>A citation that lacks a question, because a generator or the retriever rejected it, is
 * rejected here as a pair ({@code one-question-missing}, {@code both-questions-missing}); so is one
 * to which both agents asked the same ({@code same-question}), since it teaches no preference.
 */
public final class PairQuestions
    extends PTransform<PCollection<Citation>, WithRejections<Comparison>> {
  private static final TupleTag<Citation> SOURCE = new TupleTag<>("source") {};
  private static final TupleTag<QuestionInContext> FIRST = new TupleTag<>("first") {};
  private static final TupleTag<QuestionInContext> SECOND = new TupleTag<>("second") {};
  private static final TupleTag<Comparison> PAIRS = new TupleTag<>("pairs") {};
  private static final TupleTag<Rejection> REJECTED = new TupleTag<>("rejected") {};

  private final String stage;
  private final PCollection<QuestionInContext> first;
  private final PCollection<QuestionInContext> second;

  private PairQuestions(
      String stage, PCollection<QuestionInContext> first, PCollection<QuestionInContext> second) {
    this.stage = stage;
    this.first = first;
    this.second = second;
  }

  /** Pairs the questions of two agents; each has at most one for a citation. */
  public static PairQuestions of(
      String stage, PCollection<QuestionInContext> first, PCollection<QuestionInContext> second) {
    return new PairQuestions(stage, first, second);
  }

  @Override
  public WithRejections<Comparison> expand(PCollection<Citation> citations) {
    PCollectionTuple paired =
        KeyedPCollectionTuple.of(SOURCE, grouped("Key sources", citations, Citation::pmid))
            .and(FIRST, grouped("Key first", first, q -> q.question().pmid()))
            .and(SECOND, grouped("Key second", second, q -> q.question().pmid()))
            .apply("Meet by PMID", CoGroupByKey.create())
            .apply(
                "Pair",
                ParDo.of(new PairFn(stage)).withOutputTags(PAIRS, TupleTagList.of(REJECTED)));
    return new WithRejections<>(paired.get(PAIRS), paired.get(REJECTED));
  }

  private <T> PCollection<KV<Integer, T>> grouped(
      String name, PCollection<T> values, SerializableFunction<T, String> pmidOf) {
    return values.apply(name, Spread.intoGroups(stage, values, pmidOf));
  }

  private static final class PairFn extends DoFn<KV<Integer, CoGbkResult>, Comparison> {
    private final String stage;
    private final Counter done;
    private final Counter rejected;

    PairFn(String stage) {
      this.stage = stage;
      StageMetrics metrics = new StageMetrics(stage);
      this.done = metrics.counter(StageMetrics.DONE);
      this.rejected = metrics.counter(StageMetrics.REJECTED);
    }

    @ProcessElement
    public void process(@Element KV<Integer, CoGbkResult> met, MultiOutputReceiver outputs) {
      Map<String, QuestionInContext> first = byPmid(met.getValue().getAll(FIRST));
      Map<String, QuestionInContext> second = byPmid(met.getValue().getAll(SECOND));
      for (Citation source : met.getValue().getAll(SOURCE)) {
        done.inc();
        pair(
            source,
            Optional.ofNullable(first.get(source.pmid())),
            Optional.ofNullable(second.get(source.pmid())),
            outputs);
      }
    }

    private void pair(
        Citation source,
        Optional<QuestionInContext> first,
        Optional<QuestionInContext> second,
        MultiOutputReceiver outputs) {
      String pmid = source.pmid();
      if (first.isPresent() && second.isPresent()) {
        if (sameText(first.get(), second.get())) {
          reject(pmid, "same-question", first.get().question().text(), outputs);
        } else {
          outputs.get(PAIRS).output(new Comparison(source, first.get(), second.get()));
        }
      } else if (first.isEmpty() && second.isEmpty()) {
        reject(pmid, "both-questions-missing", "no agent has a question in context", outputs);
      } else {
        String there = first.or(() -> second).orElseThrow().question().generator();
        reject(pmid, "one-question-missing", "only agent '" + there + "' has one", outputs);
      }
    }

    private void reject(String pmid, String reason, String detail, MultiOutputReceiver outputs) {
      rejected.inc();
      outputs.get(REJECTED).output(new Rejection(stage, pmid, reason, detail));
    }

    private static boolean sameText(QuestionInContext first, QuestionInContext second) {
      return first
          .question()
          .text()
          .toLowerCase(Locale.ROOT)
          .equals(second.question().text().toLowerCase(Locale.ROOT));
    }

    private static Map<String, QuestionInContext> byPmid(Iterable<QuestionInContext> questions) {
      Map<String, QuestionInContext> byPmid = new HashMap<>();
      questions.forEach(question -> byPmid.put(question.question().pmid(), question));
      return byPmid;
    }
  }
}
