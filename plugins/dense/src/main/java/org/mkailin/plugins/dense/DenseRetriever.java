package org.mkailin.plugins.dense;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.ContextRetriever;
import org.mkailin.agent.Outcome;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.PmidFile;
import org.mkailin.corpus.Question;
import org.mkailin.model.Embedding;
import org.mkailin.model.PassageIndex;
import org.mkailin.model.PassageIndex.Query;
import org.mkailin.model.TextEncoder;

/**
 * Dense passage retrieval: C(q) = top-k over d of ⟨E(q), E(d)⟩; m-KAILIN (arXiv 2504.19565), eq. 3.
 *
 * <p>E is the agent's {@link TextEncoder}, the same for questions and for the passages of the
 * {@link PassageIndex}; that it is the same is checked when the agent is built. The inner product
 * is the context's score. k is at most: fewer passages come back where the index finds no more.
 *
 * <p>Two kinds of passage are never a context: the citation that the question was asked about,
 * which would answer it by itself, and the PMIDs of the file {@code never-return}, such as a
 * benchmark's own. They take no place among the k.
 *
 * <p>Rejects with {@code no-context} where no passage is left. Exactness is the index's matter.
 */
final class DenseRetriever implements ContextRetriever {
  private final int k;
  private final Set<String> neverReturn;
  private final TextEncoder encoder;
  private final PassageIndex index;

  @Inject
  DenseRetriever(DenseConfig config, AgentSpec spec, TextEncoder encoder, PassageIndex index) {
    index.description().checkServes(encoder, spec.name());
    this.k = config.k();
    this.neverReturn = config.neverReturn().map(PmidFile::read).orElse(Set.of());
    this.encoder = encoder;
    this.index = index;
  }

  @Override
  public List<Outcome<List<Context>>> process(List<Question> batch) {
    List<Embedding> vectors = encoder.encodeQueries(batch.stream().map(Question::text).toList());
    List<Query> queries = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      Question question = batch.get(i);
      queries.add(new Query(question.text(), vectors.get(i), k, exceptFor(question)));
    }
    List<List<Context>> found = index.search(queries);
    List<Outcome<List<Context>>> outcomes = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      outcomes.add(outcome(batch.get(i), found.get(i)));
    }
    return outcomes;
  }

  private Set<String> exceptFor(Question question) {
    Set<String> except = new HashSet<>(neverReturn);
    except.add(question.pmid());
    return except;
  }

  private Outcome<List<Context>> outcome(Question question, List<Context> contexts) {
    if (contexts.isEmpty()) {
      return Outcome.rejected(
          "no-context",
          String.format(
              Locale.ROOT,
              "the index holds no passage besides PMID %s, the question's own, and %,d that are never"
                  + " returned",
              question.pmid(),
              neverReturn.size()));
    }
    return Outcome.of(contexts);
  }
}
