package org.mkailin.plugins.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mkailin.testkit.RandomPassages.BUILD;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.Passage;
import org.mkailin.model.PassageIndex;
import org.mkailin.model.PassageIndexWriter;
import org.mkailin.model.PassageIndexWriter.Entry;
import org.mkailin.model.PassageIndexWriter.Written;
import org.mkailin.runtime.AgentLease;
import org.mkailin.testkit.RandomPassages;
import org.mkailin.testkit.elasticsearch.ElasticsearchServer;
import org.mkailin.testkit.elasticsearch.ElasticsearchVersion;
import org.mkailin.testkit.elasticsearch.NodeOptions;
import org.mkailin.testkit.elasticsearch.OnElasticsearch;

/** Nodes that die, stall, and are too small for what they get: nothing is lost, nothing twice. */
@OnElasticsearch(ElasticsearchVersion.V9)
class NodeFaultsIT {
  private static final NodeOptions NODE = NodeOptions.of(ElasticsearchVersion.V9);
  private static final List<Entry> ENTRIES = RandomPassages.entries(2000);
  private static final int PART = 50;

  @Test
  void aNodeThatIsKilledWhileItIsWrittenToLosesNothing() throws Exception {
    try (ElasticsearchServer server = ElasticsearchServer.start(NODE)) {
      TestIndex index = TestIndex.at(server.url()).with("bulk-bytes", 5_000);
      CountDownLatch underWay = new CountDownLatch(2);
      ExecutorService writing = Executors.newSingleThreadExecutor();
      try {
        Future<?> end = writing.submit(() -> write(index, underWay));
        assertThat(underWay.await(1, TimeUnit.MINUTES)).isTrue();
        server.kill();
        assertThat(end.isDone()).isFalse();
        server.restart();
        end.get(2, TimeUnit.MINUTES);
      } finally {
        writing.shutdownNow();
      }
      assertHoldsAll(index);
    }
  }

  /** Writes all, part by part, and tells of each. */
  private static void write(TestIndex index, CountDownLatch underWay) {
    try (AgentLease lease = index.lease()) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      writer.begin(BUILD);
      List<Written> receipts = new ArrayList<>();
      for (int from = 0; from < ENTRIES.size(); from += PART) {
        receipts.add(writer.write(BUILD, ENTRIES.subList(from, from + PART)));
        underWay.countDown();
      }
      writer.finish(BUILD, receipts);
    }
  }

  @Test
  void aNodeWithRoomForFewBytesGetsThemInSmallerRequests() throws IOException {
    // One part of 1,000 documents of some 300 bytes is ten times what it takes at once.
    NodeOptions tiny = NODE.withSetting("indexing_pressure.memory.limit", "32kb");
    try (ElasticsearchServer server = ElasticsearchServer.start(tiny)) {
      TestIndex index = TestIndex.at(server.url());
      index.built(BUILD, ENTRIES);
      assertHoldsAll(index);
      String stats = server.send("GET", "/_nodes/stats/indexing_pressure", "").body();
      int rejections =
          PassageDocument.JSON.readTree(stats).findValue("coordinating_rejections").asInt();
      assertThat(rejections).isPositive();
    }
  }

  @Test
  void aReadOnlyIndexFailsTheWriteWithItsReasonAndIsGoneOnWithLater() throws IOException {
    try (ElasticsearchServer server = ElasticsearchServer.start(NODE)) {
      TestIndex index = TestIndex.at(server.url()).with("patience", "1s");
      try (AgentLease lease = index.lease()) {
        PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
        writer.begin(BUILD);
        Written first = writer.write(BUILD, ENTRIES.subList(0, 500));
        List<Entry> rest = ENTRIES.subList(500, ENTRIES.size());

        // By hand: no time heals that.
        block(server, index, "index.blocks.write");
        assertThatThrownBy(() -> writer.write(BUILD, rest))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("writing PMID 501 to index " + index.name())
            .hasMessageContaining("403, cluster_block_exception")
            .hasMessageContaining("lift the block");
        unblock(server, index, "index.blocks.write");

        // By the server, where its disk is nearly full: that may pass.
        block(server, index, "index.blocks.read_only_allow_delete");
        assertThatThrownBy(() -> writer.write(BUILD, rest))
            .hasMessageContaining("given up after")
            .hasMessageContaining("disk usage exceeded flood-stage watermark");
        unblock(server, index, "index.blocks.read_only_allow_delete");

        writer.finish(BUILD, List.of(first, writer.write(BUILD, rest)));
      }
      assertHoldsAll(index);
    }
  }

  private static void block(ElasticsearchServer server, TestIndex index, String block)
      throws IOException {
    set(server, index, block, "true");
  }

  private static void unblock(ElasticsearchServer server, TestIndex index, String block)
      throws IOException {
    set(server, index, block, "null");
  }

  private static void set(ElasticsearchServer server, TestIndex index, String setting, String value)
      throws IOException {
    String path = "/" + index.name() + "-mkailin-*/_settings";
    assertThat(server.send("PUT", path, "{\"" + setting + "\": " + value + "}").statusCode())
        .isEqualTo(200);
  }

  @Test
  void aNodeThatStallsIsWaitedFor() throws Exception {
    try (ElasticsearchServer server = ElasticsearchServer.start(NODE)) {
      TestIndex index = TestIndex.at(server.url()).with("timeout", "1s");
      index.built(BUILD, ENTRIES);
      List<PassageIndex.Query> queries = RandomPassages.queries();
      ExecutorService searching = Executors.newSingleThreadExecutor();
      try (AgentLease lease = index.lease()) {
        PassageIndex opened = lease.get(PassageIndex.class);
        server.suspend();
        Future<List<List<Context>>> found = searching.submit(() -> opened.search(queries));
        // Longer than one request may take, so that it is asked at least twice.
        assertThatThrownBy(() -> found.get(2, TimeUnit.SECONDS))
            .isInstanceOf(TimeoutException.class);
        server.resume();
        assertThat(found.get(1, TimeUnit.MINUTES)).hasSize(queries.size());
      } finally {
        searching.shutdownNow();
      }
      assertHoldsAll(index);
    }
  }

  /** Each passage once, with what it was written with. */
  private static void assertHoldsAll(TestIndex index) {
    PassageIndex.Query all =
        new PassageIndex.Query("all", ENTRIES.get(0).vector(), ENTRIES.size() + 1, Set.of());
    List<Passage> found = index.search(List.of(all)).get(0).stream().map(Context::passage).toList();
    assertThat(found).hasSize(ENTRIES.size());
    assertThat(new HashSet<>(found))
        .isEqualTo(new HashSet<>(ENTRIES.stream().map(Entry::passage).toList()));
  }
}
