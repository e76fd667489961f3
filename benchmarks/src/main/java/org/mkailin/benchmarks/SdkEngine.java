package org.mkailin.benchmarks;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.Context;
import org.mkailin.model.IndexDescription;
import org.mkailin.model.PassageIndex;
import org.mkailin.model.PassageIndex.Query;
import org.mkailin.model.PassageIndexWriter;
import org.mkailin.model.PassageIndexWriter.Build;
import org.mkailin.model.PassageIndexWriter.Entry;
import org.mkailin.model.PassageIndexWriter.Written;
import org.mkailin.runtime.AgentLease;

/**
 * A plugin of mkailin, as a pipeline uses it.
 *
 * @param title as in the table
 * @param plugin its name
 * @param properties its configuration
 * @param ways how it can search
 * @param dimensions of the vectors
 * @param place where its index is
 */
record SdkEngine(
    String title,
    String plugin,
    Map<String, Object> properties,
    List<Way> ways,
    int dimensions,
    IndexLocation place)
    implements SearchEngine {

  private static final int WRITTEN_AT_ONCE = 2000;

  SdkEngine {
    properties = Map.copyOf(properties);
    ways = List.copyOf(ways);
  }

  @Override
  public void begin() throws IOException {
    place.delete();
    try (AgentLease lease = AgentLease.of(spec(Way.NEAREST))) {
      lease.get(PassageIndexWriter.class).begin(build());
    }
  }

  private Build build() {
    return new Build(
        "benchmark", "synthetic", new IndexDescription("synthetic", dimensions), false);
  }

  private AgentSpec spec(Way way) {
    Map<String, Object> configured = new HashMap<>(properties);
    switch (way) {
      case NEAREST -> {}
      case FILTERED -> configured.put("from-year", SearchCorpus.FILTERED_FROM);
      case HYBRID -> configured.put("hybrid", true);
    }
    return new AgentSpec(title + way.title(), List.of(plugin), Map.of(plugin, configured));
  }

  @Override
  public void fill(List<Entry> entries, int threads) {
    try (AgentLease lease = AgentLease.of(spec(Way.NEAREST));
        InParallel writers = new InParallel(threads)) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      List<Callable<Written>> writes =
          SearchSpeed.parts(entries, WRITTEN_AT_ONCE).stream()
              .map(part -> (Callable<Written>) () -> writer.write(build(), part))
              .toList();
      writer.finish(build(), writers.all(writes));
    }
  }

  @Override
  public Searcher open(Way way) {
    AgentLease lease = AgentLease.of(spec(way));
    PassageIndex index = lease.get(PassageIndex.class);
    return new Searcher() {
      @Override
      public List<List<String>> search(List<Query> queries) {
        return index.search(queries).stream().map(SdkEngine::pmids).toList();
      }

      @Override
      public void close() {
        lease.close();
      }
    };
  }

  private static List<String> pmids(List<Context> contexts) {
    return contexts.stream().map(context -> context.passage().pmid()).toList();
  }

  @Override
  public Size size() throws IOException {
    return place.size();
  }

  @Override
  public void delete() throws IOException {
    place.delete();
  }
}
