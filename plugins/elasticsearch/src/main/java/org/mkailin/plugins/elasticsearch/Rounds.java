package org.mkailin.plugins.elasticsearch;

import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.mkailin.model.PassageIndex.Query;

/**
 * Searches in rounds, so that PMIDs that must not come back cost as little as can be.
 *
 * <p>A filter costs a look at every document of the index, for each search. In the first round
 * there is none: a few more passages are asked for than are wanted, and those that must not come
 * back are dropped. A query with too few left is asked again, now with a filter.
 *
 * @param <T> what is found
 */
final class Rounds<T> {
  // The question's own citation, which is nearly always among the nearest, and another.
  private static final int SPARE = 2;
  private static final int SPARE_GROWS_BY = 8;
  // Elasticsearch's own limits: of terms in a filter, and of results.
  private static final int MOST_BARRED = 65_536;
  private static final int MOST_RESULTS = 10_000;

  /** How one query is asked. */
  interface Kind<T> {
    /**
     * The searches of a query.
     *
     * @param most how many results to ask for
     * @param barred PMIDs to keep away by a filter
     */
    List<ObjectNode> searches(Query query, int most, Collection<String> barred);

    /**
     * What the hits of its searches come to: at most k, none of the excepted.
     *
     * @param hits one list for each search
     */
    List<T> results(Query query, List<List<Hit<PassageDocument>>> hits);
  }

  /** A query that is not answered yet. */
  private static final class Open {
    private final int position;
    private final Query query;
    private Set<String> barred = Set.of();
    private int most;

    private Open(int position, Query query) {
      this.position = position;
      this.query = query;
    }

    private void bar(List<List<Hit<PassageDocument>>> hits) {
      if (query.except().size() <= MOST_BARRED) {
        barred = query.except();
        return;
      }
      barred = new HashSet<>(barred);
      hits.forEach(
          list -> list.stream().map(Hit::id).filter(query.except()::contains).forEach(barred::add));
    }
  }

  private final SearchBatch batch;
  private final Kind<T> kind;
  private final int window;

  /**
   * Rounds of one kind of search.
   *
   * @param window the least that a search returns, where fewer are wanted
   */
  Rounds(SearchBatch batch, Kind<T> kind, int window) {
    this.batch = batch;
    this.kind = kind;
    this.window = window;
  }

  /** The results of each query. */
  List<List<T>> of(List<Query> queries) {
    List<List<T>> results = new ArrayList<>(Collections.nCopies(queries.size(), List.of()));
    List<Open> open =
        IntStream.range(0, queries.size()).mapToObj(i -> new Open(i, queries.get(i))).toList();
    for (int spare = SPARE;
        !open.isEmpty();
        spare = Math.min(spare * SPARE_GROWS_BY, MOST_RESULTS)) {
      open = round(open, spare, results);
    }
    return results;
  }

  /** Answers what it can; gives back the others. */
  private List<Open> round(List<Open> open, int spare, List<List<T>> results) {
    List<ObjectNode> searches = new ArrayList<>();
    int perQuery = 0;
    for (Open one : open) {
      int unbarred = one.query.except().size() - one.barred.size();
      one.most =
          Math.min(Math.max(one.query.k(), window) + Math.min(unbarred, spare), MOST_RESULTS);
      List<ObjectNode> ofOne = kind.searches(one.query, one.most, one.barred);
      perQuery = ofOne.size();
      searches.addAll(ofOne);
    }
    List<List<Hit<PassageDocument>>> hits = batch.hits(searches);
    List<Open> left = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      Open one = open.get(i);
      List<List<Hit<PassageDocument>>> ofOne = hits.subList(i * perQuery, (i + 1) * perQuery);
      List<T> found = kind.results(one.query, ofOne);
      results.set(one.position, found);
      boolean isAll = ofOne.stream().allMatch(list -> list.size() < one.most);
      if (found.size() < one.query.k() && !isAll && one.barred.size() < one.query.except().size()) {
        one.bar(ofOne);
        left.add(one);
      }
    }
    return left;
  }
}
