package org.mkailin.plugins.dense;

import java.util.Comparator;
import java.util.List;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.Passage;
import org.mkailin.model.Embedding;
import org.mkailin.model.IndexDescription;
import org.mkailin.model.PassageIndex;
import org.mkailin.model.TextEncoder;

/** A fake index: looks at every passage. */
record ExactIndex(List<Passage> passages, TextEncoder encoder, IndexDescription description)
    implements PassageIndex {

  @Override
  public List<List<Context>> search(List<Query> queries) {
    return queries.stream().map(this::search).toList();
  }

  private List<Context> search(Query query) {
    return passages.stream()
        .filter(passage -> !query.except().contains(passage.pmid()))
        .map(passage -> new Context(passage, vector(passage).dot(query.vector())))
        .sorted(
            Comparator.comparingDouble(Context::score)
                .reversed()
                .thenComparing(context -> context.passage().pmid()))
        .limit(query.k())
        .toList();
  }

  private Embedding vector(Passage passage) {
    return encoder.encodePassages(List.of(passage.titleAndText())).get(0);
  }
}
