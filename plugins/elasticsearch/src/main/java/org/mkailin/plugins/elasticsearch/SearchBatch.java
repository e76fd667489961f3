package org.mkailin.plugins.elasticsearch;

import co.elastic.clients.elasticsearch.core.MsearchResponse;
import co.elastic.clients.elasticsearch.core.msearch.MultiSearchItem;
import co.elastic.clients.elasticsearch.core.msearch.MultiSearchResponseItem;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.json.JsonpDeserializer;
import co.elastic.clients.util.BinaryData;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Sends searches many at a time ({@code _msearch}), until each has a whole answer.
 *
 * <p>Under one answer each search fails on its own, and may have been answered by some shards or in
 * part. What is not whole is asked again; nothing partial is ever given back. A batch that is too
 * large for the server (413) is halved.
 */
final class SearchBatch {
  // A server runs only some at once; more in one request only make it larger.
  private static final int MOST_SEARCHES = 64;

  // With the version that the client asks its answers to be of.
  private static final String LINES = "application/vnd.elasticsearch+x-ndjson; compatible-with=8";

  // Better no answer than one without the shards that are away.
  private static final byte[] HEADER =
      "{\"allow_partial_search_results\":false}\n".getBytes(StandardCharsets.UTF_8);

  private static final JsonpDeserializer<MsearchResponse<PassageDocument>> ANSWER =
      MsearchResponse.createMsearchResponseDeserializer(
          JsonpDeserializer.of(PassageDocument.class));

  private final Cluster cluster;
  private final String index;

  SearchBatch(Cluster cluster, String index) {
    this.cluster = cluster;
    this.index = index;
  }

  /**
   * Searches.
   *
   * @return the hits of each, best first
   * @throws IllegalStateException if one can't be answered, or not for too long
   */
  List<List<Hit<PassageDocument>>> hits(List<ObjectNode> searches) {
    List<List<Hit<PassageDocument>>> hits = new ArrayList<>(searches.size());
    for (int from = 0; from < searches.size(); from += MOST_SEARCHES) {
      int to = Math.min(from + MOST_SEARCHES, searches.size());
      hits.addAll(answered(searches.subList(from, to)));
    }
    return hits;
  }

  private List<List<Hit<PassageDocument>>> answered(List<ObjectNode> searches) {
    List<List<Hit<PassageDocument>>> hits =
        new ArrayList<>(Collections.nCopies(searches.size(), List.of()));
    List<Integer> all = IntStream.range(0, searches.size()).boxed().toList();
    answer(all, searches, hits, cluster.patience("searching index " + index));
    return hits;
  }

  /** Answers the searches at these positions. */
  private void answer(
      List<Integer> positions,
      List<ObjectNode> searches,
      List<List<Hit<PassageDocument>>> hits,
      Patience patience) {
    List<Integer> left = positions;
    while (true) {
      Attempt<Integer> attempt = attempt(left, searches, hits);
      if (attempt.left().size() < left.size()) {
        patience.progress();
      }
      if (attempt.isDone()) {
        return;
      }
      left = attempt.left();
      if (attempt.fault().tooLarge() && left.size() > 1) {
        answer(left.subList(0, left.size() / 2), searches, hits, patience);
        answer(left.subList(left.size() / 2, left.size()), searches, hits, patience);
        return;
      }
      patience.pause(attempt.fault(), attempt.cause());
    }
  }

  private Attempt<Integer> attempt(
      List<Integer> positions, List<ObjectNode> searches, List<List<Hit<PassageDocument>>> hits) {
    List<MultiSearchResponseItem<PassageDocument>> answers;
    try {
      answers = send(positions.stream().map(searches::get).toList());
    } catch (IOException | RuntimeException e) {
      return Attempt.failed(positions, e);
    }
    List<Integer> again = new ArrayList<>();
    Fault last = Fault.NONE;
    for (int i = 0; i < positions.size(); i++) {
      Optional<Fault> fault = faultOf(answers.get(i));
      if (fault.isPresent()) {
        last = fault.get();
        again.add(positions.get(i));
      } else {
        hits.set(positions.get(i), answers.get(i).result().hits().hits());
      }
    }
    return new Attempt<>(again, last, null);
  }

  private static Optional<Fault> faultOf(MultiSearchResponseItem<PassageDocument> answer) {
    if (answer.isFailure()) {
      Integer status = answer.failure().status();
      return Optional.of(Fault.of(status == null ? 0 : status, answer.failure().error()));
    }
    MultiSearchItem<PassageDocument> result = answer.result();
    int failed = result.shards().failed().intValue();
    return result.timedOut() || failed > 0
        ? Optional.of(
            Fault.partial(String.format(Locale.ROOT, "%d shards did not answer in time", failed)))
        : Optional.empty();
  }

  private List<MultiSearchResponseItem<PassageDocument>> send(List<ObjectNode> searches)
      throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (ObjectNode search : searches) {
      lines.writeBytes(HEADER);
      lines.writeBytes(PassageDocument.JSON.writeValueAsBytes(search));
      lines.write('\n');
    }
    return cluster
        .send(
            "POST",
            "/" + index + "/_msearch",
            Map.of(),
            BinaryData.of(lines.toByteArray(), LINES),
            ANSWER)
        .responses();
  }
}
