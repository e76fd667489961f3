package org.mkailin.plugins.mesh;

import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.QuestionEvaluator;
import org.mkailin.agent.Ties;
import org.mkailin.corpus.Comparison;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.Judgement;
import org.mkailin.corpus.QuestionInContext;

/**
 * Prefers the question whose contexts are nearer to the source in the MeSH hierarchy; the
 * cold-start evaluator of m-KAILIN (arXiv 2504.19565), eq. 4 and 5.
 *
 * <p>A question's score is the mean, over its contexts, of the similarity between the source's
 * headings and the context's, in [0, 1]. Contexts without headings to compare are left out of the
 * mean, for unknown is not zero; where nothing is left, the comparison is rejected.
 */
final class MeshEvaluator implements QuestionEvaluator {
  static final String NO_SOURCE_HEADINGS = "source-has-no-mesh-headings";
  static final String NO_CONTEXT_HEADINGS = "contexts-have-no-mesh-headings";

  private final Headings headings;
  private final SetSimilarity similarity;
  private final double tieMargin;
  private final Ties ties;

  @Inject
  MeshEvaluator(Headings headings, SetSimilarity similarity, MeshConfig config) {
    this.headings = headings;
    this.similarity = similarity;
    tieMargin = config.tieMargin();
    ties = config.ties();
  }

  @Override
  public List<Outcome<Judgement>> process(List<Comparison> batch) {
    return batch.stream().map(this::judge).toList();
  }

  private Outcome<Judgement> judge(Comparison pair) {
    int[] source = headings.compared(pair.source().headings());
    if (source.length == 0) {
      return Outcome.rejected(
          NO_SOURCE_HEADINGS,
          String.format(
              Locale.ROOT,
              "PMID %s has nothing to compare: %s",
              pair.source().pmid(),
              headings.explain(pair.source().headings())));
    }
    double[] first = similarities(source, pair.first());
    double[] second = similarities(source, pair.second());
    if (first.length == 0 || second.length == 0) {
      return withoutHeadings(first.length == 0 ? pair.first() : pair.second());
    }
    return ties.judge(mean(first), mean(second), tieMargin);
  }

  /** The source's similarity to each context that has headings to compare. */
  private double[] similarities(int[] source, QuestionInContext question) {
    return question.contexts().stream()
        .map(context -> headings.compared(context.passage().headings()))
        .filter(compared -> compared.length > 0)
        .mapToDouble(compared -> similarity.between(source, compared))
        .toArray();
  }

  /** The mean of at least one value; summed in ascending order, so that no order sways it. */
  private static double mean(double[] values) {
    double[] ascending = values.clone();
    Arrays.sort(ascending);
    double sum = 0;
    for (double value : ascending) {
      sum += value;
    }
    return sum / ascending.length;
  }

  private Outcome<Judgement> withoutHeadings(QuestionInContext question) {
    String contexts =
        question.contexts().stream()
            .map(Context::passage)
            .map(p -> "PMID " + p.pmid() + " has " + headings.explain(p.headings()))
            .collect(Collectors.joining("; "));
    return Outcome.rejected(
        NO_CONTEXT_HEADINGS,
        String.format(
            Locale.ROOT,
            "no context of the question by '%s' has anything to compare: %s",
            question.question().generator(),
            contexts.isEmpty() ? "it has none" : contexts));
  }
}
