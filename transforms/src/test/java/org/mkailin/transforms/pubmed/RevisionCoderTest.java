package org.mkailin.transforms.pubmed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.mkailin.testkit.SampleCitations;

final class RevisionCoderTest {
  private static final Revision ARTICLE =
      new Revision(
          new PubmedRecord.Article(2, SampleCitations.AMLODIPINE), "/in/pubmed26n0001.xml.gz", 7);

  @Test
  void everyKindOfRevisionComesBackEqual() throws Exception {
    for (Revision revision :
        List.of(
            ARTICLE,
            new Revision(new PubmedRecord.Article(1, SampleCitations.BARE), "a", 1),
            new Revision(new PubmedRecord.Book("12", 3), "b", 1L << 40),
            new Revision(new PubmedRecord.Deletion("13", 1), "c", 2))) {
      assertThat(CoderUtils.clone(RevisionCoder.of(), revision)).isEqualTo(revision);
    }
    CoderProperties.coderSerializable(RevisionCoder.of());
    RevisionCoder.of().verifyDeterministic();
  }

  @Test
  void itTakesAThirdLessThanJavasSerialisation() throws Exception {
    int java = CoderUtils.encodeToByteArray(SerializableCoder.of(Revision.class), ARTICLE).length;
    assertThat(CoderUtils.encodeToByteArray(RevisionCoder.of(), ARTICLE).length)
        .isLessThan(java * 2 / 3);
  }

  @Test
  void anUnknownKindIsNamed() {
    assertThatThrownBy(() -> RevisionCoder.of().decode(new ByteArrayInputStream(new byte[] {9})))
        .hasMessageContaining("kind of revision is 9");
  }
}
