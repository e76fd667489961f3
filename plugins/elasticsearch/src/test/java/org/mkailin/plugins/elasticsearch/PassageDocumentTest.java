package org.mkailin.plugins.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.mkailin.corpus.Passage;
import org.mkailin.model.Embedding;
import org.mkailin.testkit.SampleCitations;

class PassageDocumentTest {
  private static final Passage PAPAIN = Passage.of(SampleCitations.PAPAIN);
  private static final Embedding VECTOR = Embedding.of(1.5f, -0.1f);

  @Test
  void aPassageIsADocumentWithItsComponents() throws IOException {
    Passage small = new Passage("7", "A title", "", null, PAPAIN.headings().subList(2, 3));
    assertThat(json(PassageDocument.write(small, VECTOR, false)))
        .isEqualTo(
            "{'pmid':'7','title':'A title','text':'','headings':[{'ui':'D006801','name':'Humans',"
                + String.format(
                    Locale.ROOT,
                    "'major':false,'qualifiers':[]}],'content':'%s','vector':[1.5,-0.1]}",
                    PassageDocument.contentOf(small)));
    // 1.5 is 3FC00000, and -0.1 BDCCCCCD.
    assertThat(json(PassageDocument.write(small, VECTOR, true)))
        .contains("'vector':'P8AAAL3MzM0='");
  }

  private static String json(byte[] document) {
    return new String(document, StandardCharsets.UTF_8).replace('"', '\'');
  }

  @Test
  void itComesBackWholeFromItsDocument() throws IOException {
    PassageDocument document =
        PassageDocument.JSON.readValue(
            PassageDocument.write(PAPAIN, VECTOR, false), PassageDocument.class);
    assertThat(document.passage()).isEqualTo(PAPAIN);
    assertThat(document.embedding()).isEqualTo(VECTOR);
  }

  @Test
  void contentIsTheSameForTheSamePassageAlone() {
    Passage same = Passage.of(SampleCitations.PAPAIN);
    assertThat(PassageDocument.contentOf(same))
        .isEqualTo(PassageDocument.contentOf(PAPAIN))
        .hasSize(32);
    Passage older =
        new Passage(PAPAIN.pmid(), PAPAIN.title(), PAPAIN.text(), 2010, PAPAIN.headings());
    Passage bare =
        new Passage(PAPAIN.pmid(), PAPAIN.title(), PAPAIN.text(), PAPAIN.year(), List.of());
    assertThat(List.of(older, bare))
        .extracting(PassageDocument::contentOf)
        .doesNotContain(PassageDocument.contentOf(PAPAIN))
        .doesNotHaveDuplicates();
  }
}
