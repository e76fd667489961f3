package org.mkailin.transforms.pubmed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mkailin.corpus.AbstractSection;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.corpus.MeshQualifier;

final class CitationLinesTest {
  @Test
  void everyFieldIsRead() throws IOException {
    String line =
        """
        {"pmid":"1","title":"Papain\\n and  wounds","abstract":[
        {"label":"AIM","category":"OBJECTIVE","text":"To see."},{"text":" "},{"text":"Seen."}],
        "year":1975,"mesh":[{"ui":"D010206","name":"Papain","major":true,"qualifiers":[
        {"ui":"Q000627","name":"therapeutic use","major":true}]},{"name":"Humans"}],"doi":"ignored"}
        """
            .replace("\n", "");
    assertThat(read(line))
        .containsExactly(
            new PubmedRecord.Article(
                1,
                new Citation(
                    "1",
                    "Papain and wounds",
                    List.of(
                        new AbstractSection("AIM", "OBJECTIVE", "To see."),
                        new AbstractSection("", "", "Seen.")),
                    1975,
                    List.of(
                        new MeshHeading(
                            "D010206",
                            "Papain",
                            true,
                            List.of(new MeshQualifier("Q000627", "therapeutic use", true))),
                        new MeshHeading("", "Humans", false, List.of())))));
  }

  @Test
  void aPlainAbstractIsOneSectionAndNullIsAbsent() throws IOException {
    assertThat(
            read(
                """
                {"pmid":2,"title":"T","abstract":"Text.","year":null}\r

                {"pmid":"03","title":null,"abstract":null,"mesh":null}"""))
        .containsExactly(
            new PubmedRecord.Article(
                1,
                new Citation(
                    "2", "T", List.of(new AbstractSection("", "", "Text.")), null, List.of())),
            new PubmedRecord.Article(1, new Citation("3", "", List.of(), null, List.of())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"pmid\":                                  | ''  | not JSON",
        "{\"pmid\":1} {\"pmid\":2}                   | ''  | not JSON",
        "[1]                                         | ''  | [1] is not a JSON object",
        "{\"title\":\"T\"}                           | ''  | field 'pmid' is missing; expected 1 to 8 digits",
        "{\"pmid\":\"PMC12\"}                        | ''  | field 'pmid' is \"PMC12\"; expected 1 to 8 digits",
        "{\"pmid\":1.5}                              | ''  | field 'pmid' is 1.5",
        "{\"pmid\":[1]}                              | ''  | field 'pmid' is [1]",
        "{\"pmid\":1,\"title\":5}                    | 1   | field 'title' is 5; expected a text",
        "{\"pmid\":1,\"year\":\"1975\"}              | 1   | field 'year' is \"1975\"; expected a whole number",
        "{\"pmid\":1,\"year\":1e99}                  | 1   | field 'year' is",
        "{\"pmid\":1,\"abstract\":7}                 | 1   | field 'abstract' is 7",
        "{\"pmid\":1,\"abstract\":[\"Text.\"]}       | 1   | field 'abstract' is \"Text.\"; expected sections",
        "{\"pmid\":1,\"abstract\":[{\"txt\":\"T\"}]} | 1   | expected sections with a 'text'",
        "{\"pmid\":1,\"mesh\":[{\"ui\":\"D1\"}]}     | 1   | expected headings with a 'name'",
        "{\"pmid\":1,\"mesh\":[\"Humans\"]} | 1 | field 'mesh' is \"Humans\"; expected headings with a 'name'",
        "{\"pmid\":1,\"mesh\":[{\"name\":\"M\",\"major\":\"Y\"}]} | 1 | field 'major' is \"Y\"; expected true or false"
      })
  void aLineThatIsNoCitationSaysWhy(String line, String pmid, String problem) throws IOException {
    List<PubmedRecord> records = read("{\"pmid\":8}\n" + line + "\n{\"pmid\":9}\n");
    assertThat(records).hasSize(3);
    PubmedRecord.Unreadable bad = (PubmedRecord.Unreadable) records.get(1);
    assertThat(bad.pmid()).isEqualTo(pmid);
    assertThat(bad.reason()).isEqualTo("malformed-line");
    assertThat(bad.line()).isEqualTo(2);
    assertThat(bad.problem()).contains(problem);
  }

  @Test
  void bytesThatAreNotUtf8AreOneMalformedLine() throws IOException {
    byte[] bytes =
        "{\"pmid\":1,\"title\":\"Z\u00fcrich\"}\n{\"pmid\":2}"
            .getBytes(StandardCharsets.ISO_8859_1);
    List<PubmedRecord> records = read(bytes);
    assertThat(records).hasSize(2);
    assertThat(records.get(0)).isInstanceOf(PubmedRecord.Unreadable.class);
    assertThat(records.get(1)).isInstanceOf(PubmedRecord.Article.class);
  }

  private static List<PubmedRecord> read(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<PubmedRecord> read(byte[] bytes) throws IOException {
    CitationLines lines = new CitationLines(new ByteArrayInputStream(bytes));
    List<PubmedRecord> records = new ArrayList<>();
    for (PubmedRecord record = lines.next(); record != null; record = lines.next()) {
      records.add(record);
    }
    return records;
  }
}
