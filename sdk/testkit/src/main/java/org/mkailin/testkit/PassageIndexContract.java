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
import org.mkailin.model.PassageIndexWriter.Build;
import org.mkailin.model.PassageIndexWriter.Entry;
import org.mkailin.model.PassageIndexWriter.Written;
import org.mkailin.runtime.AgentLease;

/** The contract of a passage index and its writer: what was written comes back, whole. */
public abstract class PassageIndexContract {
  private static final HashingEncoder ENCODER = new HashingEncoder();
  private static final Build BUILD = build("build-1", "samples", false);

  /** How an agent with this index is configured: each call names a place that is still empty. */
  protected abstract AgentSpec specOfEmptyIndex();

  @Test
  void aPassageComesBackWithAllItsFieldsByItsOwnVector() {
    AgentSpec spec = written(entries());
    try (AgentLease lease = AgentLease.of(spec)) {
      PassageIndex index = lease.get(PassageIndex.class);
      for (Entry entry : entries()) {
        List<Context> found =
            search(index, new Query(entry.passage().title(), entry.vector(), 1, Set.of()));
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
        List<Context> found =
            search(index, new Query(entry.passage().title(), entry.vector(), all, Set.of(pmid)));
        assertThat(found).hasSize(all - 1).noneMatch(c -> c.passage().pmid().equals(pmid));
      }
    }
  }

  @Test
  void theOrderOfWritesDoesNotChangeTheAnswers() {
    List<Entry> reversed = new ArrayList<>(entries());
    Collections.reverse(reversed);
    try (AgentLease one = AgentLease.of(written(entries()));
        AgentLease other = AgentLease.of(written(reversed))) {
      assertSameAnswers(one, other);
    }
  }

  @Test
  void twoWritersBuildOneIndex() {
    AgentSpec spec = specOfEmptyIndex();
    List<Entry> entries = entries();
    List<Written> written = new ArrayList<>();
    try (AgentLease one = AgentLease.of(spec);
        AgentLease another = AgentLease.of(elsewhere(spec))) {
      PassageIndexWriter first = one.get(PassageIndexWriter.class);
      PassageIndexWriter second = another.get(PassageIndexWriter.class);
      first.begin(BUILD);
      written.add(second.write(BUILD, entries.subList(0, 1)));
      written.add(first.write(BUILD, entries.subList(1, 3)));
      written.add(second.write(BUILD, entries.subList(3, entries.size())));
      second.finish(BUILD, written);
      assertThat(first.exists()).isTrue();
    }
    try (AgentLease one = AgentLease.of(spec);
        AgentLease other = AgentLease.of(written(entries))) {
      assertSameAnswers(one, other);
    }
  }

  @Test
  void whatIsWrittenAgainBecauseItsReceiptWasLostIsThereOnce() {
    AgentSpec spec = specOfEmptyIndex();
    List<Entry> entries = entries();
    try (AgentLease dying = AgentLease.of(elsewhere(spec))) {
      PassageIndexWriter writer = dying.get(PassageIndexWriter.class);
      writer.begin(BUILD);
      assertThat(writer.write(BUILD, entries.subList(0, 3)).passages()).isEqualTo(3);
    }
    try (AgentLease lease = AgentLease.of(spec)) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      // The step before may be repeated too.
      writer.begin(BUILD);
      Written rest = writer.write(BUILD, entries.subList(2, entries.size()));
      writer.finish(BUILD, List.of(writer.write(BUILD, entries.subList(0, 2)), rest));
    }
    try (AgentLease one = AgentLease.of(spec);
        AgentLease other = AgentLease.of(written(entries))) {
      assertSameAnswers(one, other);
    }
  }

  @Test
  void allStepsMayBeTakenAgainAfterTheFinish() {
    AgentSpec spec = written(entries());
    try (AgentLease lease = AgentLease.of(elsewhere(spec))) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      writer.begin(BUILD);
      writer.finish(BUILD, List.of(writer.write(BUILD, entries())));
    }
    try (AgentLease one = AgentLease.of(spec);
        AgentLease other = AgentLease.of(written(entries()))) {
      assertSameAnswers(one, other);
    }
  }

  @Test
  void anUnfinishedIndexCanNotBeOpened() {
    AgentSpec spec = specOfEmptyIndex();
    try (AgentLease lease = AgentLease.of(spec)) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      writer.begin(BUILD);
      writer.write(BUILD, entries());
      assertThat(writer.exists()).isFalse();
    }
    assertThatThrownBy(() -> AgentLease.of(spec).get(PassageIndex.class))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFinishedIndexIsNotTakenByABuildOfAnotherCorpus() {
    Build another = build("another", "others", false);
    AgentSpec spec = written(entries());
    try (AgentLease lease = AgentLease.of(spec)) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      assertThatThrownBy(() -> writer.begin(another)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> writer.finish(another, List.of()))
          .isInstanceOf(IllegalStateException.class);
    }
    try (AgentLease one = AgentLease.of(elsewhere(spec));
        AgentLease other = AgentLease.of(written(entries()))) {
      assertSameAnswers(one, other);
    }
  }

  @Test
  void aJobThatGoesOnWithWhatAnotherLeftGivesTheWholeIndex() {
    AgentSpec spec = specOfEmptyIndex();
    try (AgentLease dying = AgentLease.of(elsewhere(spec))) {
      PassageIndexWriter writer = dying.get(PassageIndexWriter.class);
      writer.begin(BUILD);
      writer.write(BUILD, entries().subList(0, 3));
    }
    try (AgentLease lease = AgentLease.of(spec)) {
      buildWhatIsNotKept(
          lease.get(PassageIndexWriter.class), build("build-2", "samples", false), entries());
    }
    try (AgentLease one = AgentLease.of(spec);
        AgentLease other = AgentLease.of(written(entries()))) {
      assertSameAnswers(one, other);
    }
  }

  @Test
  void onlyWhatWasWrittenWithTheSameContentIsKept() {
    AgentSpec spec = specOfEmptyIndex();
    Passage written = entries().get(0).passage();
    Passage changed =
        new Passage(
            written.pmid(),
            written.title(),
            written.text() + " Corrected.",
            written.year(),
            written.headings());
    Passage unwritten = entries().get(1).passage();
    Build next = build("build-2", "samples", false);
    try (AgentLease lease = AgentLease.of(spec)) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      writer.begin(BUILD);
      assertThat(writer.kept(BUILD, passages(entries()))).isEmpty();
      writer.write(BUILD, entries().subList(0, 1));
      writer.begin(next);
      assertThat(writer.kept(next, List.of(changed, unwritten))).isEmpty();
      assertThat(Set.of(written.pmid())).containsAll(writer.kept(next, List.of(written)));
    }
  }

  @Test
  void aJobThatComesToFinishWhatAnotherHasFinishedIsRefusedOrHarmless() {
    AgentSpec spec = specOfEmptyIndex();
    Build second = build("build-2", "samples", false);
    try (AgentLease lease = AgentLease.of(spec);
        AgentLease elsewhere = AgentLease.of(elsewhere(spec))) {
      PassageIndexWriter first = lease.get(PassageIndexWriter.class);
      PassageIndexWriter late = elsewhere.get(PassageIndexWriter.class);
      first.begin(BUILD);
      late.begin(second);
      buildWhatIsNotKept(first, BUILD, entries());
      try {
        buildWhatIsNotKept(late, second, entries());
      } catch (IllegalStateException refused) {
        // So does an engine whose builds share nothing.
      }
    }
    try (AgentLease one = AgentLease.of(spec);
        AgentLease other = AgentLease.of(written(entries()))) {
      assertSameAnswers(one, other);
    }
  }

  @Test
  void anIndexIsReplacedAtTheFinishOfTheNextOrNotAtAll() {
    AgentSpec spec = written(entries());
    Build next = build("build-2", "others", true);
    List<Entry> others = entries().subList(1, 3);
    try (AgentLease lease = AgentLease.of(elsewhere(spec))) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      if (!writer.canReplace()) {
        assertThatThrownBy(() -> writer.begin(next)).isInstanceOf(IllegalStateException.class);
        return;
      }
      writer.begin(next);
      Written written = writer.write(next, others);
      assertHolds(spec, entries());
      writer.finish(next, List.of(written));
      assertThat(writer.exists()).isTrue();
      // As of any build, its steps may be taken again.
      writer.begin(next);
      writer.finish(next, List.of(written));
    }
    assertHolds(spec, others);
  }

  @Test
  void anIndexThatLostPassagesIsNotFinished() {
    AgentSpec spec = specOfEmptyIndex();
    try (AgentLease lease = AgentLease.of(spec)) {
      PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
      writer.begin(BUILD);
      Written written = writer.write(BUILD, entries());
      Written lost = new Written("lost", 1);
      assertThatThrownBy(() -> writer.finish(BUILD, List.of(written, lost)))
          .isInstanceOf(IllegalStateException.class);
      assertThat(writer.exists()).isFalse();
      writer.finish(BUILD, List.of(written));
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

  /** The same index, as an agent of another process has it. */
  private static AgentSpec elsewhere(AgentSpec spec) {
    return new AgentSpec(spec.name() + "-elsewhere", spec.plugins(), spec.properties());
  }

  private static Build build(String id, String corpus, boolean replaces) {
    return new Build(id, corpus, IndexDescription.of(ENCODER), replaces);
  }

  /** All steps of a job, as a pipeline takes them. */
  private static void buildWhatIsNotKept(
      PassageIndexWriter writer, Build build, List<Entry> entries) {
    writer.begin(build);
    Set<String> kept = writer.kept(build, passages(entries));
    assertThat(passages(entries)).extracting(Passage::pmid).containsAll(kept);
    List<Entry> others =
        entries.stream().filter(entry -> !kept.contains(entry.passage().pmid())).toList();
    Written written = writer.write(build, others);
    assertThat(written.passages() + written.refused().size()).isEqualTo(others.size());
    writer.finish(build, List.of(new Written("", kept.size()), written));
  }

  private AgentSpec written(List<Entry> entries) {
    AgentSpec spec = specOfEmptyIndex();
    try (AgentLease lease = AgentLease.of(spec)) {
      lease.get(PassageIndexWriter.class).begin(BUILD);
    }
    // A lease for each write, as bundles on a worker may take them.
    List<Written> written = new ArrayList<>();
    for (Entry entry : entries) {
      try (AgentLease lease = AgentLease.of(spec)) {
        written.add(lease.get(PassageIndexWriter.class).write(BUILD, List.of(entry)));
      }
    }
    try (AgentLease lease = AgentLease.of(spec)) {
      lease.get(PassageIndexWriter.class).finish(BUILD, written);
    }
    return spec;
  }

  private static void assertSameAnswers(AgentLease one, AgentLease other) {
    for (Entry entry : entries()) {
      Query all =
          new Query(entry.passage().title(), entry.vector(), 2 * entries().size(), Set.of());
      List<Context> expected = search(other.get(PassageIndex.class), all);
      assertThat(expected).hasSize(entries().size());
      assertThat(search(one.get(PassageIndex.class), all)).isEqualTo(expected);
    }
  }

  /** What somebody finds who opens the index now. */
  private static void assertHolds(AgentSpec spec, List<Entry> entries) {
    AgentSpec reader = new AgentSpec(spec.name() + "-reader", spec.plugins(), spec.properties());
    Entry first = entries.get(0);
    Query all = new Query(first.passage().title(), first.vector(), 2 * entries().size(), Set.of());
    try (AgentLease lease = AgentLease.of(reader)) {
      assertThat(search(lease.get(PassageIndex.class), all))
          .extracting(Context::passage)
          .containsExactlyInAnyOrderElementsOf(passages(entries));
    }
  }

  private static List<Passage> passages(List<Entry> entries) {
    return entries.stream().map(Entry::passage).toList();
  }

  private static List<Context> search(PassageIndex index, Query query) {
    return index.search(List.of(query)).get(0);
  }

  private static List<Entry> entries() {
    return SampleCitations.all().stream().map(PassageIndexContract::entry).toList();
  }

  private static Entry entry(Citation citation) {
    Passage passage = Passage.of(citation);
    return new Entry(passage, ENCODER.encodePassages(List.of(passage.titleAndText())).get(0));
  }
}
