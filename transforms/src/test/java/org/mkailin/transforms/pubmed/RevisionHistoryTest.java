package org.mkailin.transforms.pubmed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mkailin.corpus.Citation;

final class RevisionHistoryTest {
  @Test
  void theLaterFileWinsWhateverItsFolder() {
    Revision baseline = article("/updates/pubmed26n0001.xml.gz", 3, 9);
    Revision update = article("/baseline/pubmed26n1300.xml.gz", 1, 1);
    assertThat(historyOf(baseline, update).latest()).isEqualTo(update);
    assertThat(historyOf(baseline, update).superseded()).containsExactly(baseline);
  }

  @Test
  void inAFileTheVersionWinsAndThenThePlace() {
    Revision second = article("f", 2, 1);
    Revision first = article("f", 1, 5);
    Revision firstAgain = article("f", 1, 6);
    RevisionHistory history = historyOf(second, first, firstAgain);
    assertThat(history.latest()).isEqualTo(second);
    assertThat(history.superseded()).containsExactlyInAnyOrder(first, firstAgain);
    assertThat(historyOf(first, firstAgain).latest()).isEqualTo(firstAgain);
  }

  @Test
  void onlyALaterDeletionDeletes() {
    Revision citation = article("f2", 1, 1);
    Revision before = deletion("f1", 1, 9);
    Revision sameFile = deletion("f2", 1, 9);
    Revision after = deletion("f3", 1, 1);
    assertThat(historyOf(citation, before).deletion()).isNull();
    assertThat(historyOf(citation, sameFile).deletion()).isEqualTo(sameFile);
    assertThat(historyOf(after, citation, sameFile).deletion()).isEqualTo(after);
    assertThat(historyOf(after).latest()).isNull();
    assertThat(historyOf(after).deletion()).isNull();
  }

  @Test
  void theOrderOfTellingDoesNotMatter() {
    List<Revision> revisions = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      revisions.add(article("f" + i, 1, i));
    }
    revisions.add(deletion("f4", 1, 7));
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      Collections.shuffle(revisions, random);
      RevisionHistory history = historyOf(revisions.toArray(Revision[]::new));
      assertThat(history.latest()).isEqualTo(article("f5", 1, 5));
      assertThat(history.superseded()).hasSize(5).doesNotContain(article("f5", 1, 5));
      assertThat(history.deletion()).isNull();
    }
  }

  private static RevisionHistory historyOf(Revision... revisions) {
    RevisionHistory history = new RevisionHistory();
    Arrays.stream(revisions).forEach(history::add);
    return history;
  }

  private static Revision article(String path, int version, long ordinal) {
    Citation citation = new Citation("1", "", List.of(), null, List.of());
    return new Revision(new PubmedRecord.Article(version, citation), path, ordinal);
  }

  private static Revision deletion(String path, int version, long ordinal) {
    return new Revision(new PubmedRecord.Deletion("1", version), path, ordinal);
  }
}
