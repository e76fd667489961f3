package org.mkailin.plugins.elasticsearch;

import co.elastic.clients.elasticsearch.core.MgetResponse;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import co.elastic.clients.util.BinaryData;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mkailin.corpus.Passage;
import org.mkailin.model.PassageIndexWriter;

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
  private static final int NOT_BY_CHANCE = 10;

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
    IndexVersion version = version(build);
    if (!isServed(version, build)) {
      version.make();
    }
  }

  private IndexVersion version(Build build) {
    PassageMapping mapping = PassageMapping.of(config, build.description());
    String name = names.version(build, mapping, config.shards());
    return new IndexVersion(cluster, config, names, mapping, name);
  }

  /**
   * Whether the alias points to this version.
   *
   * @throws IllegalStateException if it points to another, which this build must not replace, or to
   *     an index that is not ours
   */
  private boolean isServed(IndexVersion version, Build build) {
    Optional<Catalogue.Found> served = catalogue.served();
    served.ifPresent(index -> PassageMapping.checkOurs(index.mapping(), nameOf(index)));
    if (served.isEmpty() || served.get().name().equals(version.name())) {
      return served.isPresent();
    }
    if (!build.replaces()) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s is finished already, by another job: nothing can be added to it; replace it by"
                  + " `mkailin index --replace`, or name another index",
              nameOf(served.get())));
    }
    return false;
  }

  private String nameOf(Catalogue.Found found) {
    return String.format(
        Locale.ROOT, "%s: index %s (%s)", cluster.name(), names.alias(), found.name());
  }

  /** All that is read of a document that may be there already. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Indexed(@Nullable String content) {}

  @Override
  public Set<String> kept(Build build, List<Passage> passages) {
    if (passages.isEmpty()) {
      return Set.of();
    }
    String index = version(build).name();
    Map<String, String> contents = new HashMap<>();
    passages.forEach(p -> contents.put(p.pmid(), PassageDocument.contentOf(p)));
    MgetResponse<Indexed> answer =
        cluster
            .patience("looking for passages in index " + index)
            .with(() -> lookedUp(index, List.copyOf(contents.keySet())));
    return same(contents, answer);
  }

  private MgetResponse<Indexed> lookedUp(String index, List<String> pmids) throws IOException {
    MgetResponse<Indexed> answer =
        cluster
            .client()
            .mget(
                m -> m.index(index).ids(pmids).sourceIncludes(PassageDocument.CONTENT),
                Indexed.class);
    for (MultiGetResponseItem<Indexed> doc : answer.docs()) {
      if (doc.isFailure()) {
        throw new IncompleteAnswer(Fault.ofLookUp(doc.failure().error()));
      }
    }
    return answer;
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

  @Override
  public Written write(Build build, List<Entry> entries) {
    if (entries.isEmpty()) {
      return Written.NOTHING;
    }
    String index = version(build).name();
    for (Entry entry : entries) {
      int dimensions = entry.vector().dimensions();
      if (dimensions != build.description().dimensions()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the vector of PMID %s has %d dimensions, but index %s holds %d",
                entry.passage().pmid(),
                dimensions,
                index,
                build.description().dimensions()));
      }
    }
    boolean compact = cluster.version().takesCompactDocuments();
    Iterator<BulkWriter.Document> documents =
        entries.stream().map(entry -> document(entry, compact)).iterator();
    List<Refused> refused = BulkWriter.write(cluster, index, config.bulkBytes(), documents);
    if (refused.size() == entries.size() && refused.size() >= NOT_BY_CHANCE) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s: index %s refuses all of %d passages, which is hardly the passages' own fault; the last: PMID %s, %s",
              cluster.name(),
              index,
              refused.size(),
              refused.get(refused.size() - 1).pmid(),
              refused.get(refused.size() - 1).detail()));
    }
    return new Written("", entries.size() - refused.size(), refused);
  }

  private static BulkWriter.Document document(Entry entry, boolean compact) {
    return new BulkWriter.Document(
        entry.passage().pmid(),
        BinaryData.of(
            PassageDocument.write(entry.passage(), entry.vector(), compact), "application/json"));
  }

  @Override
  public void finish(Build build, List<Written> written) {
    IndexVersion version = version(build);
    boolean served = isServed(version, build);
    version.checkHolds(written.stream().mapToLong(Written::passages).sum());
    if (config.segments().isPresent() && !served) {
      version.merge(config.segments().get());
    }
    version.serve();
  }
}
