package org.mkailin.plugins.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.CountResponse;
import co.elastic.clients.elasticsearch.tasks.GetTasksResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One version of an index: made, filled without anyone seeing it, checked, and then served.
 *
 * <p>Every step may be taken again, and by several processes at once.
 *
 * @param name the index's own name
 */
record IndexVersion(
    Cluster cluster,
    ElasticsearchConfig config,
    IndexNames names,
    PassageMapping mapping,
    String name) {
  private static final Logger LOG = LoggerFactory.getLogger(IndexVersion.class);
  // Above what users give their own templates.
  private static final int TEMPLATE_PRIORITY = 500;
  private static final long LOOK_AGAIN_MILLIS = 1000;

  /**
   * Makes it, unless it is there.
   *
   * @throws IllegalStateException if it is there with another mapping
   */
  void make() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("settings").set("index", settingsWhileFilled());
    body.set("mappings", mapping.json());
    // Should the index be deleted while it is filled, it would come back without its mapping.
    ObjectNode template = JsonNodeFactory.instance.objectNode().put("priority", TEMPLATE_PRIORITY);
    template.putArray("index_patterns").add(names.versions());
    template.set("template", body);
    patiently(
        "making its template",
        () -> cluster.json("PUT", "/_index_template/" + names.template(), template));
    boolean isNew = patiently("making it", () -> create(body));
    if (!isNew) {
      checkMapping();
      LOG.info("going on with index {}, which an earlier or another job has begun", name);
    }
  }

  private boolean create(JsonNode body) throws IOException {
    try {
      cluster.json("PUT", "/" + name, body);
      return true;
    } catch (ElasticsearchException e) {
      if ("resource_already_exists_exception".equals(e.error().type())) {
        return false;
      }
      throw e;
    }
  }

  /** While nobody searches it; what is lost with a node can be written again. */
  private ObjectNode settingsWhileFilled() {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    settings.put("number_of_shards", config.shards());
    settings.put("number_of_replicas", 0).put("refresh_interval", "-1");
    if (cluster.version().hasFilterHeuristics()) {
      // The other one, ACORN, misses one in ten of the nearest when a filter keeps few passages.
      settings.put("dense_vector.hnsw_filter_heuristic", "fanout");
    }
    return settings;
  }

  private void checkMapping() {
    JsonNode actual = new Catalogue(cluster, names).named(name).orElseThrow().mapping();
    List<String> differences = mapping.differencesFrom(actual);
    if (!differences.isEmpty()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s: index %s has another mapping than it needs: %s; delete it (DELETE /%s)",
              cluster.name(),
              name,
              String.join(", ", differences),
              name));
    }
  }

  /**
   * Makes all that was written searchable, and counts it.
   *
   * @throws IllegalStateException if it holds another number of passages
   */
  void checkHolds(long expected) {
    LOG.info("index {}: making {} passages searchable", name, expected);
    patiently(
        "making it searchable",
        () -> cluster.patientClient().indices().refresh(r -> r.index(name)));
    long found = patiently("counting", this::count);
    if (found != expected) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s: index %s holds %,d passages, but %,d were written; %s",
              cluster.name(),
              name,
              found,
              expected,
              found < expected
                  ? "do the same again, which writes what is missing"
                  : String.format(Locale.ROOT, "delete it (DELETE /%s) and build it again", name)));
    }
  }

  private long count() throws IOException {
    CountResponse answer = cluster.client().count(c -> c.index(name));
    int failed = answer.shards().failed().intValue();
    if (failed > 0) {
      throw new IncompleteAnswer(
          Fault.partial(String.format(Locale.ROOT, "%d shards did not count", failed)));
    }
    return answer.count();
  }

  /** Merges its segments; hours for a large index, so the cluster does it in the background. */
  void merge(int segments) {
    LOG.info("index {}: merging to {} segments a shard", name, segments);
    String task =
        patiently(
                "beginning to merge",
                () ->
                    cluster
                        .client()
                        .indices()
                        .forcemerge(
                            f ->
                                f.index(name)
                                    .maxNumSegments((long) segments)
                                    .waitForCompletion(false)))
            .task();
    GetTasksResponse merging;
    do {
      Patience.sleep(LOOK_AGAIN_MILLIS);
      merging = patiently("merging", () -> cluster.client().tasks().get(g -> g.taskId(task)));
    } while (!merging.completed());
    if (merging.error() != null) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s: index %s can't be merged: %s",
              cluster.name(),
              name,
              merging.error().reason()));
    }
  }

  /**
   * Restores what was switched off while it was filled, and lets the alias point to it and to
   * nothing else, in one step: searches see exactly one version at any time.
   */
  void serve() {
    ObjectNode restored = JsonNodeFactory.instance.objectNode();
    restored
        .putObject("index")
        .put("number_of_replicas", config.replicas())
        .putNull("refresh_interval");
    patiently("restoring", () -> cluster.json("PUT", "/" + name + "/_settings", restored));
    Set<String> others = new TreeSet<>();
    new Catalogue(cluster, names).served().map(Catalogue.Found::name).ifPresent(others::add);
    others.remove(name);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode actions = body.putArray("actions");
    // Also those that another job may let it point to in this moment.
    remove(actions, names.versions());
    others.forEach(other -> remove(actions, other));
    actions.addObject().putObject("add").put("index", name).put("alias", names.alias());
    patiently("serving it", () -> cluster.json("POST", "/_aliases", body));
    LOG.info("index {} serves {} now", name, names.alias());
    others.forEach(
        other ->
            LOG.info("index {} is not served any more; DELETE /{} frees its disk", other, other));
  }

  private void remove(ArrayNode actions, String indexes) {
    actions
        .addObject()
        .putObject("remove")
        .put("index", indexes)
        .put("alias", names.alias())
        .put("must_exist", false);
  }

  private <T> T patiently(String what, Patience.Request<T> request) {
    return cluster.patience(String.format(Locale.ROOT, "index %s, %s", name, what)).with(request);
  }
}
