package org.mkailin.plugins.elasticsearch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import org.mkailin.model.Embedding;

/**
 * Writes searches as Elasticsearch reads them.
 *
 * @param config candidates, rescoring and filters
 * @param version what the server takes
 */
record SearchBodies(ElasticsearchConfig config, ServerVersion version) {
  private static final int MORE_FOR_TIES = 4;
  // Elasticsearch's own limit.
  private static final int MOST_CANDIDATES = 10_000;

  /**
   * The nearest passages to a vector.
   *
   * <p>A few more are sorted by score and PMID before the best are taken, so that of equal scores
   * the lowest PMIDs come back, whatever their order in the index.
   *
   * @param most how many to return
   * @param barred PMIDs that must not be among them
   * @param whole whether with documents, or PMIDs alone
   */
  ObjectNode nearest(Embedding vector, int most, Collection<String> barred, boolean whole) {
    ObjectNode body = body(most, whole);
    ObjectNode knn = body.putObject("knn").put("field", PassageDocument.VECTOR);
    PassageDocument.put(knn, "query_vector", vector, version.takesCompactQueries());
    int k = Math.min(most + MORE_FOR_TIES, MOST_CANDIDATES);
    knn.put("k", k).put("num_candidates", Math.max(config.candidates(), k));
    if (config.rescored() > 0) {
      knn.putObject("rescore_vector").put("oversample", config.rescored());
    }
    filter(knn, barred);
    return body;
  }

  /** The passages that fit the words of a text best, by BM25; their PMIDs alone. */
  ObjectNode matching(String text, int most, Collection<String> barred) {
    ObjectNode body = body(most, false);
    ObjectNode bool = body.putObject("query").putObject("bool");
    ObjectNode match = bool.putObject("must").putObject("multi_match");
    match.put("query", text);
    match.putArray("fields").add(PassageDocument.TITLE).add(PassageDocument.TEXT);
    filter(bool, barred);
    return body;
  }

  /** The documents of these PMIDs, in no order. */
  ObjectNode documents(Collection<String> pmids) {
    ObjectNode body = body(pmids.size(), true);
    body.remove("sort");
    ArrayNode ids = body.putObject("query").putObject("ids").putArray("values");
    pmids.forEach(ids::add);
    return body;
  }

  /** All passages that a search may find, to be counted. */
  ObjectNode passing() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    filter(body.putObject("query").putObject("bool"), List.of());
    return body;
  }

  private static ObjectNode body(int most, boolean whole) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("size", most).put("track_total_hits", false);
    body.putArray("sort").add("_score").add(PassageDocument.PMID);
    if (whole) {
      // As it is stored; from 9.2, vectors come only when they are asked for.
      body.putObject("_source").put("exclude_vectors", false);
    } else {
      body.put("_source", false);
    }
    return body;
  }

  private void filter(ObjectNode clause, Collection<String> barred) {
    ArrayNode filters = JsonNodeFactory.instance.arrayNode();
    if (config.fromYear().isPresent() || config.toYear().isPresent()) {
      ObjectNode year = filters.addObject().putObject("range").putObject(PassageDocument.YEAR);
      config.fromYear().ifPresent(from -> year.put("gte", from));
      config.toYear().ifPresent(to -> year.put("lte", to));
    }
    if (!config.mesh().isEmpty()) {
      ArrayNode either = filters.addObject().putObject("bool").putArray("should");
      terms(either.addObject(), PassageDocument.HEADINGS + ".name", config.mesh());
      terms(either.addObject(), PassageDocument.HEADINGS + ".ui", config.mesh());
    }
    if (!barred.isEmpty()) {
      ObjectNode not = filters.addObject().putObject("bool").putObject("must_not");
      terms(not, PassageDocument.PMID, barred);
    }
    if (!filters.isEmpty()) {
      clause.set("filter", filters);
    }
  }

  private static void terms(ObjectNode query, String field, Collection<String> values) {
    ArrayNode terms = query.putObject("terms").putArray(field);
    values.forEach(terms::add);
  }
}
