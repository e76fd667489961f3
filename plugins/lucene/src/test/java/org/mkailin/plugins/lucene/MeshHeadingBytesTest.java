package org.mkailin.plugins.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.corpus.MeshQualifier;

class MeshHeadingBytesTest {
  @Test
  void headingsComeBackWithQualifiersAndMajorTopicsInOrder() throws IOException {
    List<MeshHeading> headings =
        List.of(
            new MeshHeading(
                "D010206",
                "Papain",
                true,
                List.of(
                    new MeshQualifier("Q000627", "therapeutic use", true),
                    new MeshQualifier("", "economics", false))),
            new MeshHeading("", "Ménière Disease 😀", false, List.of()));
    assertThat(copy(headings)).isEqualTo(headings);
  }

  @Test
  void noHeadingsComeBackAsNone() throws IOException {
    assertThat(copy(List.of())).isEmpty();
  }

  private static List<MeshHeading> copy(List<MeshHeading> headings) throws IOException {
    return MeshHeadingBytes.read(new BytesRef(MeshHeadingBytes.write(headings)));
  }
}
