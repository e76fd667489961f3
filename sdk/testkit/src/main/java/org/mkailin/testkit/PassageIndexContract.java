package org.mkailin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.Passage;
import org.mkailin.model.IndexDescription;
import org.mkailin.model.PassageIndex;
import org.mkailin.model.PassageIndex.Query;
import org.mkailin.model.PassageIndexWriter;
import org.mkailin.model.PassageIndexWriter.Entry;
import org.mkailin.runtime.AgentLease;

/** The contract of a passage index and its writer: what was written comes back, whole. */
public abstract class PassageIndexContract {
  private static final HashingEncoder ENCODER = new HashingEncoder();

  /** How an agent with this index is configured: each call names a place that is still empty. */
  protected abstract AgentSpec specOfEmptyIndex();

  @Test
  void aPassageComesBackWithAllItsFieldsByItsOwnVector() {
    AgentSpec spec = written(entries());
    try (AgentLease lease = AgentLease.of(spec)) {
      PassageIndex index = lease.get(PassageIndex.class);
      for (Entry entry : entries()) {
        List<Context> found = search(index, new Query(entry.vector(), 1, Set.of()));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).passage()).isEqualTo(entry.passage());
        assertThat(found.get(0).score()).isEqualTo(entry.vector().dot(entry.vector()));
      }
      assertThat(index.description()).isEqualTo(IndexDescription.of(ENCODER));
    }
  }

  @Test
  void exceptedPassagesStayAwayAndLeaveRoomForOthers() {
    AgentSpec spec = written(entries());
    try (AgentLease lease = AgentLease.of(spec)) {
      PassageIndex index = lease.get(PassageIndex.class);
      int all = entries().size();
      for (Entry entry : entries()) {
        String pmid = entry.passage().pmid();
        List<Context> found = search(index, new Query(entry.vector(), all, Set.of(pmid)));
        assertThat(found).hasSize(all - 1).noneMatch(c -> c.passage().pmid().equals(pmid));
      }
    }
  }

  @Test
  void neitherOrderNorRepetitionOfWritesChangesTheAnswers() {
    List<Entry> shuffled = new ArrayList<>(entries());
    Collections.reverse(shuffled);
    shuffled.add(shuffled.get(1));
    try (AgentLease one = AgentLease.of(written(entries()));
        AgentLease other = AgentLease.of(written(shuffled))) {
      for (Entry entry : entries()) {
        Query query = new Query(entry.vector(), 4, Set.of());
        assertThat(search(other.get(PassageIndex.class), query))
            .isEqualTo(search(one.get(PassageIndex.class), query));
      }
    }
  }

  @Test
  void anUnfinishedIndexCanNotBeOpened() {
    AgentSpec spec = specOfEmptyIndex();
    try (AgentLease lease = AgentLease.of(spec)) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      writer.begin(IndexDescription.of(ENCODER));
      writer.write(entries());
    }
    assertThatThrownBy(() -> AgentLease.of(spec).get(PassageIndex.class))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFinishedIndexIsNotBegunAgain() {
    AgentSpec spec = written(entries());
    try (AgentLease lease = AgentLease.of(spec)) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      assertThatThrownBy(() -> writer.begin(IndexDescription.of(ENCODER)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void anIndexThatLostPassagesIsNotFinished() {
    AgentSpec spec = specOfEmptyIndex();
    try (AgentLease lease = AgentLease.of(spec)) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      writer.begin(IndexDescription.of(ENCODER));
      writer.write(entries());
      assertThatThrownBy(() -> writer.finish(entries().size() + 1))
          .isInstanceOf(IllegalStateException.class);
      assertThat(writer.exists()).isFalse();
      // It can be begun again.
      writer.begin(IndexDescription.of(ENCODER));
      writer.write(entries());
      writer.finish(entries().size());
      assertThat(writer.exists()).isTrue();
    }
  }

  @Test
  void leasesOfOneSpecShareIndexAndWriter() {
    AgentSpec spec = written(entries());
    try (AgentLease one = AgentLease.of(spec);
        AgentLease other = AgentLease.of(spec)) {
      assertThat(other.get(PassageIndex.class)).isSameAs(one.get(PassageIndex.class));
      assertThat(other.get(PassageIndexWriter.class)).isSameAs(one.get(PassageIndexWriter.class));
    }
  }

  private AgentSpec written(List<Entry> entries) {
    AgentSpec spec = specOfEmptyIndex();
    try (AgentLease lease = AgentLease.of(spec)) {
      lease.get(PassageIndexWriter.class).begin(IndexDescription.of(ENCODER));
    }
    // A lease for each write, as bundles on a worker may take them.
    for (Entry entry : entries) {
      try (AgentLease lease = AgentLease.of(spec)) {
        lease.get(PassageIndexWriter.class).write(List.of(entry));
      }
    }
    try (AgentLease lease = AgentLease.of(spec)) {
      long distinct = entries.stream().map(e -> e.passage().pmid()).distinct().count();
      lease.get(PassageIndexWriter.class).finish(distinct);
    }
    return spec;
  }

  private static List<Context> search(PassageIndex index, Query query) {
    return index.search(List.of(query)).get(0);
  }

  private static List<Entry> entries() {
    List<Citation> citations = SampleCitations.all();
    List<Passage> passages = citations.stream().map(Passage::of).toList();
    List<Entry> entries = new ArrayList<>();
    for (Passage passage : passages) {
      String text = passage.titleAndText();
      entries.add(new Entry(passage, ENCODER.encodePassages(List.of(text)).get(0)));
    }
    return entries;
  }
}
