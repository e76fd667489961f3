package org.mkailin.plugins.elasticsearch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigBinder;
import org.mkailin.corpus.Context;
import org.mkailin.model.PassageIndex;
import org.mkailin.model.PassageIndexWriter;
import org.mkailin.model.PassageIndexWriter.Build;
import org.mkailin.model.PassageIndexWriter.Entry;
import org.mkailin.model.PassageIndexWriter.Written;
import org.mkailin.runtime.AgentLease;

/**
 * An index that a test builds and searches, as an agent has it.
 *
 * @param properties the plugin's configuration
 */
record TestIndex(Map<String, Object> properties) {
  private static final AtomicInteger INDEXES = new AtomicInteger();

  /** An index of a name that no other test uses, on the node at this URL. */
  static TestIndex at(String url) {
    return new TestIndex(
        Map.of("hosts", List.of(url), "index", "test-" + INDEXES.incrementAndGet()));
  }

  /** The same index, configured otherwise. */
  TestIndex with(String key, Object value) {
    Map<String, Object> more = new HashMap<>(properties);
    more.put(key, value);
    return new TestIndex(more);
  }

  String name() {
    return properties.get("index").toString();
  }

  AgentSpec spec() {
    return new AgentSpec(
        "retriever", List.of("elasticsearch"), Map.of("elasticsearch", properties));
  }

  ElasticsearchConfig config() {
    List<String> problems = new ArrayList<>();
    return ConfigBinder.bind(ElasticsearchConfig.class, properties, "elasticsearch", problems)
        .orElseThrow(() -> new IllegalArgumentException(problems.toString()));
  }

  AgentLease lease() {
    return AgentLease.of(spec());
  }

  /** Builds it, in one write. */
  TestIndex built(Build build, List<Entry> entries) {
    try (AgentLease lease = lease()) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      writer.begin(build);
      Written written = writer.write(build, entries);
      writer.finish(build, List.of(written));
    }
    return this;
  }

  /** What it answers. */
  List<List<Context>> search(List<PassageIndex.Query> queries) {
    try (AgentLease lease = lease()) {
      return lease.get(PassageIndex.class).search(queries);
    }
  }
}
