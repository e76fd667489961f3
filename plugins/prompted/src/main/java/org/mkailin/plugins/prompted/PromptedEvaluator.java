package org.mkailin.plugins.prompted;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.QuestionEvaluator;
import org.mkailin.agent.Ties;
import org.mkailin.corpus.Comparison;
import org.mkailin.corpus.Judgement;
import org.mkailin.corpus.QuestionInContext;
import org.mkailin.plugins.prompted.Inquiry.Prompt;

/**
 * Lets a language model judge which question, with its contexts, fits the source better; E in
 * m-KAILIN (arXiv 2504.19565), eq. 6.
 *
 * <p>A model is swayed by the order in which it sees two things. So it is asked in both orders, and
 * a question's score is the mean of the probabilities that it is the better one when shown first
 * and when shown second. A preference for a place adds to both scores alike, and cancels:
 *
 * <pre>
 * first  = (p(A | first, second) + p(B | second, first)) / 2
 * second = (p(B | first, second) + p(A | second, first)) / 2 = 1 − first
 * </pre>
 *
 * <p>Assumption: the paper asks once. Both sums have the same terms when the sides are swapped, so
 * the scores swap to the last bit. The probabilities are {@link ScoredVerdicts the model's own}
 * where a plugin beside it scores; else {@link GeneratedVerdicts its word} counts as certain.
 *
 * <p>Both orders of a batch go to the model in one call, which is thus twice as large as the batch.
 *
 * <p>The counter «judged» counts comparisons that got both verdicts, «order-disagreements» those
 * where the order decided which question the model preferred; {@link ScoredVerdicts} counts those
 * that the model would hardly have said.
 *
 * <p>Rejects with {@code tie} as the mesh evaluator does, with {@code no-context}, {@code no-title}
 * or {@code no-abstract} what the template asks for in vain, with {@code malformed-verdict}, and
 * with the model's own reasons.
 */
final class PromptedEvaluator implements QuestionEvaluator {
  static final String JUDGED = "judged";
  static final String DISAGREEMENTS = "order-disagreements";

  private final Counter judged = Metrics.counter(PromptedEvaluator.class, JUDGED);
  private final Counter disagreements = Metrics.counter(PromptedEvaluator.class, DISAGREEMENTS);
  private final PromptTemplate template;
  private final Verdicts verdicts;
  private final double tieMargin;
  private final Ties ties;

  @Inject
  PromptedEvaluator(PromptedConfig config, Verdicts verdicts) {
    this.template = TemplateFile.read(PromptKind.JUDGE, config.judgePrompt());
    this.verdicts = verdicts;
    this.tieMargin = config.tieMargin();
    this.ties = config.ties();
  }

  @Override
  public List<Outcome<Judgement>> process(List<Comparison> batch) {
    List<Outcome<Prompt>> prompts =
        Stream.concat(batch.stream(), batch.stream().map(PromptedEvaluator::swapped))
            .map(this::prompt)
            .toList();
    List<Outcome<Verdict>> both = InPlace.goOn(prompts, verdicts::of);
    List<Outcome<Judgement>> outcomes = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      outcomes.add(judge(both.get(i), both.get(batch.size() + i)));
    }
    return outcomes;
  }

  private static Comparison swapped(Comparison pair) {
    return new Comparison(pair.source(), /* first= */ pair.second(), /* second= */ pair.first());
  }

  private Outcome<Prompt> prompt(Comparison pair) {
    boolean showsContexts = template.uses(Placeholder.FIRST_CONTEXTS);
    for (QuestionInContext side : List.of(pair.first(), pair.second())) {
      if (showsContexts && side.contexts().isEmpty()) {
        return ContextText.missing(side);
      }
    }
    return InPlace.then(
        SourceText.of(pair.source(), template),
        values -> {
          values.put(Placeholder.FIRST_QUESTION, pair.first().question().text());
          values.put(Placeholder.FIRST_CONTEXTS, ContextText.withHeadings(pair.first().contexts()));
          values.put(Placeholder.SECOND_QUESTION, pair.second().question().text());
          values.put(
              Placeholder.SECOND_CONTEXTS, ContextText.withHeadings(pair.second().contexts()));
          return Outcome.of(new Prompt(pair.source().pmid(), template.fill(values)));
        });
  }

  private Outcome<Judgement> judge(Outcome<Verdict> straight, Outcome<Verdict> swapped) {
    return InPlace.then(straight, one -> InPlace.then(swapped, other -> judge(one, other)));
  }

  private Outcome<Judgement> judge(Verdict straight, Verdict swapped) {
    judged.inc();
    if ((straight.first() - straight.second()) * (swapped.second() - swapped.first()) < 0) {
      disagreements.inc();
    }
    double first = (straight.first() + swapped.second()) / 2;
    double second = (straight.second() + swapped.first()) / 2;
    return ties.judge(first, second, tieMargin);
  }
}
