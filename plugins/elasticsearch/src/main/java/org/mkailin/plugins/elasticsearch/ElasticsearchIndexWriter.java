package org.mkailin.plugins.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.MgetResponse;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import co.elastic.clients.util.BinaryData;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mkailin.corpus.Passage;
import org.mkailin.model.PassageIndexWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds an index on the cluster, which searches see once it is whole.
 *
 * <p>The configured name is an alias. Each build fills an index of its own behind it, whose name
 * follows from corpus, encoder and mapping: so a job that does the same again finds what the one
 * before it left, and two such jobs at once share it. A passage's {@code _id} is its PMID; whatever
 * is written twice is there once. While it is filled, the index is not refreshed and has no
 * replicas. {@link #finish} counts, restores both, and lets the alias point to it, all at once.
 *
 * <p>That the index holds what it should, and nothing else, is sure by the count: each passage has
 * been acknowledged under its PMID, so as many documents as passages are those passages.
 */
final class ElasticsearchIndexWriter implements PassageIndexWriter {
  private static final Logger LOG = LoggerFactory.getLogger(ElasticsearchIndexWriter.class);
  private static final int EXISTS_ALREADY = 400;
  private static final long LOOK_AGAIN_MILLIS = 1000;
  // Above what users give their own templates.
  private static final int TEMPLATE_PRIORITY = 500;

  private final ElasticsearchConfig config;
  private final Cluster cluster;
  private final IndexNames names;
  private final Catalogue catalogue;

  ElasticsearchIndexWriter(ElasticsearchConfig config, Cluster cluster) {
    this.config = config;
    this.cluster = cluster;
    this.names = new IndexNames(config.index());
    this.catalogue = new Catalogue(cluster, names);
  }

  @Override
  public boolean exists() {
    return catalogue.served().isPresent();
  }

  @Override
  public boolean canReplace() {
    return true;
  }

  @Override
  public void begin(Build build) {
    PassageMapping mapping = mapping(build);
    String index = names.version(build, mapping, config.shards());
    if (isServed(index, build)) {
      return;
    }
    Patience patience = cluster.patience("beginning index " + index);
    ObjectNode settings = settings();
    patience.with(
        () ->
            cluster.json(
                "PUT", "/_index_template/" + names.template(), template(settings, mapping)));
    patience.with(
        () -> {
          try {
            return cluster.json("PUT", "/" + index, body(settings, mapping));
          } catch (ElasticsearchException e) {
            if (e.status() == EXISTS_ALREADY
                && "resource_already_exists_exception".equals(e.error().type())) {
              return checked(index, mapping);
            }
            throw e;
          }
        });
  }

  /**
   * Whether the alias points to this index.
   *
   * @throws IllegalStateException if it points to another, which this build must not replace
   */
  private boolean isServed(String index, Build build) {
    Optional<String> served = catalogue.served().map(Catalogue.Found::name);
    if (served.isPresent() && !served.get().equals(index) && !build.replaces()) {
      throw new IllegalStateException(
          ("%s: index %s is finished already, by another job (%s): nothing can be added to it;"
                  + " replace it by `mkailin index --replace`, or name another index")
              .formatted(cluster.name(), names.alias(), served.get()));
    }
    return served.equals(Optional.of(index));
  }

  /** An earlier attempt, or another job, has made it. */
  private ObjectNode checked(String index, PassageMapping mapping) {
    Catalogue.Found found = catalogue.named(index).orElseThrow();
    List<String> differences = mapping.differencesFrom(found.mapping());
    if (!differences.isEmpty()) {
      throw new IllegalStateException(
          "%s: index %s has another mapping than it needs: %s; delete it (DELETE /%s)"
              .formatted(cluster.name(), index, String.join(", ", differences), index));
    }
    LOG.info("going on with index {}, which an earlier or another job has begun", index);
    return JsonNodeFactory.instance.objectNode();
  }

  private PassageMapping mapping(Build build) {
    return PassageMapping.of(config, build.description());
  }

  /** While it is filled: nobody searches it, and what is lost can be written again. */
  private ObjectNode settings() {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    settings.put("number_of_shards", config.shards());
    settings.put("number_of_replicas", 0).put("refresh_interval", "-1");
    if (cluster.version().hasFilterHeuristics()) {
      // The other one, ACORN, misses one in ten of the nearest when a filter keeps few passages.
      settings.put("dense_vector.hnsw_filter_heuristic", "fanout");
    }
    return settings;
  }

  private static ObjectNode body(ObjectNode settings, PassageMapping mapping) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("settings").set("index", settings);
    body.set("mappings", mapping.json());
    return body;
  }

  /** Should the index be deleted while it is filled, it would come back without its mapping. */
  private ObjectNode template(ObjectNode settings, PassageMapping mapping) {
    ObjectNode template = JsonNodeFactory.instance.objectNode().put("priority", TEMPLATE_PRIORITY);
    template.putArray("index_patterns").add(names.versions());
    template.set("template", body(settings, mapping));
    return template;
  }

  /** All that is read of a document that may be there already. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Indexed(@Nullable String content) {}

  @Override
  public Set<String> kept(Build build, List<Passage> passages) {
    if (passages.isEmpty()) {
      return Set.of();
    }
    String index = index(build);
    Map<String, String> contents = new HashMap<>();
    passages.forEach(p -> contents.put(p.pmid(), PassageDocument.contentOf(p)));
    Patience patience = cluster.patience("looking for passages in index " + index);
    while (true) {
      MgetResponse<Indexed> answer =
          patience.with(
              () ->
                  cluster
                      .client()
                      .mget(
                          m ->
                              m.index(index)
                                  .ids(List.copyOf(contents.keySet()))
                                  .sourceIncludes(PassageDocument.CONTENT),
                          Indexed.class));
      Optional<Fault> fault =
          answer.docs().stream()
              .filter(MultiGetResponseItem::isFailure)
              .map(doc -> Fault.ofLookUp(doc.failure().error()))
              .findFirst();
      if (fault.isEmpty()) {
        return same(contents, answer);
      }
      patience.pause(fault.get(), null);
    }
  }

  private static Set<String> same(Map<String, String> contents, MgetResponse<Indexed> answer) {
    Set<String> kept = new HashSet<>();
    for (MultiGetResponseItem<Indexed> doc : answer.docs()) {
      Indexed source = doc.result().source();
      String pmid = doc.result().id();
      if (source != null && contents.getOrDefault(pmid, "").equals(source.content())) {
        kept.add(pmid);
      }
    }
    return kept;
  }

  private String index(Build build) {
    return names.version(build, mapping(build), config.shards());
  }

  @Override
  public Written write(Build build, List<Entry> entries) {
    if (entries.isEmpty()) {
      return Written.NOTHING;
    }
    String index = index(build);
    boolean compact = cluster.version().takesCompactDocuments();
    List<BulkWriter.Document> documents = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      String pmid = entry.passage().pmid();
      int dimensions = entry.vector().dimensions();
      if (dimensions != build.description().dimensions()) {
        throw new IllegalArgumentException(
            "the vector of PMID %s has %d dimensions, but index %s holds %d"
                .formatted(pmid, dimensions, index, build.description().dimensions()));
      }
      documents.add(
          new BulkWriter.Document(
              pmid,
              BinaryData.of(
                  PassageDocument.write(entry.passage(), entry.vector(), compact),
                  "application/json")));
    }
    List<Refused> refused = BulkWriter.write(cluster, index, config.bulkBytes(), documents);
    return new Written("", entries.size() - refused.size(), refused);
  }

  @Override
  public void finish(Build build, List<Written> written) {
    String index = index(build);
    boolean served = isServed(index, build);
    Patience patience = cluster.patience("finishing index " + index);
    long expected = written.stream().mapToLong(Written::passages).sum();
    LOG.info("index {}: making {} passages searchable", index, expected);
    patience.with(() -> cluster.patientClient().indices().refresh(r -> r.index(index)));
    checkNumber(
        index, patience.with(() -> cluster.client().count(c -> c.index(index))).count(), expected);
    if (config.segments().isPresent() && !served) {
      merge(index, config.segments().get(), patience);
    }
    ObjectNode restored = JsonNodeFactory.instance.objectNode();
    restored
        .putObject("index")
        .put("number_of_replicas", config.replicas())
        .putNull("refresh_interval");
    patience.with(() -> cluster.json("PUT", "/" + index + "/_settings", restored));
    Optional<String> before = catalogue.served().map(Catalogue.Found::name);
    patience.with(() -> cluster.json("POST", "/_aliases", pointTo(index)));
    LOG.info("index {} serves {} now: {} passages", index, names.alias(), expected);
    before
        .filter(other -> !other.equals(index))
        .ifPresent(
            other ->
                LOG.info(
                    "index {} is not served any more; DELETE /{} frees its disk", other, other));
  }

  private void checkNumber(String index, long found, long expected) {
    if (found != expected) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s: index %s holds %,d passages, but %,d were written; delete it (DELETE /%s) and build"
                  + " it again",
              cluster.name(),
              index,
              found,
              expected,
              index));
    }
  }

  /** May take hours, so the cluster does it in the background, and is asked how far it is. */
  private void merge(String index, int segments, Patience patience) {
    LOG.info("index {}: merging to {} segments a shard", index, segments);
    String task =
        patience
            .with(
                () ->
                    cluster
                        .client()
                        .indices()
                        .forcemerge(
                            f ->
                                f.index(index)
                                    .maxNumSegments((long) segments)
                                    .waitForCompletion(false)))
            .task();
    while (!patience.with(() -> cluster.client().tasks().get(g -> g.taskId(task))).completed()) {
      Patience.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  /** One step, so that searches see exactly one version at any time. */
  private ObjectNode pointTo(String index) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    var actions = body.putArray("actions");
    actions
        .addObject()
        .putObject("remove")
        .put("index", names.versions())
        .put("alias", names.alias())
        .put("must_exist", false);
    actions.addObject().putObject("add").put("index", index).put("alias", names.alias());
    return body;
  }
}
