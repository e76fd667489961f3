package org.mkailin.plugins.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshFileTest {
  private static final String EXPECTED =
      "expected NLM's descriptors (desc*.xml, root element <DescriptorRecordSet>) or trees"
          + " (mtrees*.bin, lines 'Name;TreeNumber')";

  @TempDir Path folder;

  @Test
  void aDescriptorHasItsOwnUiNameTreeNumbersAndTermsAndNothingElse() {
    MeshOntology ontology = MeshOntology.read(Samples.DESCRIPTORS);
    assertThat(ontology.size()).isEqualTo(46);
    assertThat(ontology.byUi("D010206"))
        .contains(
            new Descriptor(
                "D010206",
                "Papain",
                List.of("D08.811.277.656.262.500.585", "D08.811.277.656.300.200.585"),
                List.of("Papain", "Tromasin")));
    assertThat(ontology.byTerm("decubitus ulcer").orElseThrow().name()).isEqualTo("Pressure Ulcer");
    assertThat(ontology.byUi("D008297").orElseThrow().treeNumbers()).isEmpty();
  }

  @Test
  void treesAreReadByName() throws IOException {
    String file =
        write(
            "mtrees.bin",
            "\uFEFFBody Regions;A01\nPapain;D08.1\r\nBreast;A01.236\nPapain;D12.7\n\n");
    MeshOntology ontology = MeshOntology.read(file);
    assertThat(ontology.descriptors())
        .containsExactly(
            new Descriptor("", "Body Regions", List.of("A01"), List.of("Body Regions")),
            new Descriptor("", "Papain", List.of("D08.1", "D12.7"), List.of("Papain")),
            new Descriptor("", "Breast", List.of("A01.236"), List.of("Breast")));
    assertThat(ontology.byName("Papain").orElseThrow().key()).isEqualTo("Papain");
  }

  @Test
  void gzipIsKnownByItsBytesAndTheKindByItsContent() throws IOException {
    String file = write("not-called.xml", gzip("Body Regions;A01\n"));
    assertThat(MeshOntology.read(file).size()).isEqualTo(1);
    String members = write("two-members.gz", gzip("Body Regions;A01\n"), gzip("Breast;A01.2\n"));
    assertThat(MeshOntology.read(members).size()).isEqualTo(2);
    String xml = write("called.bin", gzip(Files.readString(Path.of(Samples.DESCRIPTORS))));
    assertThat(MeshOntology.read(xml).size()).isEqualTo(46);
  }

  @Test
  void anotherXmlFileIsNamedByItsRoot() throws IOException {
    String pubmed = write("pubmed.xml", "<?xml version='1.0'?>\n<PubmedArticleSet/>");
    assertThatThrownBy(() -> MeshOntology.read(pubmed))
        .hasMessage("MeSH file '" + pubmed + "' holds <PubmedArticleSet>; " + EXPECTED);
    String supplement =
        write("supp.xml.gz", gzip("<SupplementalRecordSet></SupplementalRecordSet>"));
    assertThatThrownBy(() -> MeshOntology.read(supplement))
        .hasMessage("MeSH file '" + supplement + "' holds <SupplementalRecordSet>; " + EXPECTED);
  }

  @Test
  void aTextFileIsNamedByItsFirstLine() throws IOException {
    String text = write("notes.txt", "Dear reader,\tthis is a text\nA;A01\n");
    assertThatThrownBy(() -> MeshOntology.read(text))
        .hasMessage(
            "MeSH file '" + text + "' holds the line 'Dear reader,?this is a text'; " + EXPECTED);
    String empty = write("empty", "");
    assertThatThrownBy(() -> MeshOntology.read(empty))
        .hasMessage("MeSH file '" + empty + "' holds nothing; " + EXPECTED);
  }

  @Test
  void aMissingFileIsNamedWithWhatItShouldBe() {
    String missing = folder.resolve("desc2031.xml").toString();
    assertThatThrownBy(() -> MeshOntology.read(missing))
        .hasMessage("MeSH file '" + missing + "' does not exist; " + EXPECTED);
  }

  @Test
  void aTruncatedGzipNamesFileAndLine() throws IOException {
    byte[] whole = Files.readAllBytes(Path.of(write("whole", gzip(manyTrees()))));
    String half = write("half.gz", Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> MeshOntology.read(half))
        .hasMessageMatching(
            "MeSH file '.*half.gz', line \\d{2,}: .*; the file is damaged or incomplete: get it"
                + " again");
    byte[] xml =
        Files.readAllBytes(
            Path.of(write("xml", gzip(Files.readString(Path.of(Samples.DESCRIPTORS))))));
    String halfXml = write("half.xml.gz", Arrays.copyOf(xml, xml.length / 2));
    assertThatThrownBy(() -> MeshOntology.read(halfXml))
        .hasMessageMatching(
            "MeSH file '.*half.xml.gz', line \\d{2,}: .*; the file is damaged or incomplete: get"
                + " it again");
  }

  @Test
  void malformedXmlNamesFileAndLine() throws IOException {
    String broken = write("broken.xml", "<DescriptorRecordSet>\n<DescriptorRecord>\n</Oops>\n");
    assertThatThrownBy(() -> MeshOntology.read(broken))
        .hasMessageStartingWith("MeSH file '" + broken + "', line 3: ");
    String open = write("open.xml", "<DescriptorRecordSet>\n" + record("Papain") + "\n");
    assertThatThrownBy(() -> MeshOntology.read(open))
        .hasMessageStartingWith("MeSH file '" + open + "', line 2: ");
  }

  @Test
  void aLineThatIsNoTreeLineIsNamed() throws IOException {
    String trees = write("mtrees.bin", "Body Regions;A01\nBreast A01.236\n");
    assertThatThrownBy(() -> MeshOntology.read(trees))
        .hasMessage(
            "MeSH file '"
                + trees
                + "', line 2: expected 'Name;TreeNumber', but found 'Breast A01.236'");
  }

  @Test
  void entitiesAreNotExpanded() throws IOException {
    String file =
        write(
            "entity.xml",
            "<!DOCTYPE DescriptorRecordSet [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>\n"
                + "<DescriptorRecordSet>\n"
                + record("&x;")
                + "\n</DescriptorRecordSet>");
    assertThatThrownBy(() -> MeshOntology.read(file))
        .hasMessageContaining("line 3: <String> holds entity &x;, but only text is expected");
  }

  @Test
  void aRecordWithoutUiOrWithAStrangeTreeNumberIsRefused() throws IOException {
    String nameless = write("no-ui.xml", set("<DescriptorRecord>\n</DescriptorRecord>"));
    assertThatThrownBy(() -> MeshOntology.read(nameless))
        .hasMessage("MeSH file '" + nameless + "', line 3: descriptor '' has no DescriptorUI");
    String strange = write("strange.xml", set(record("Papain").replace("D08.1", "8.1")));
    assertThatThrownBy(() -> MeshOntology.read(strange))
        .hasMessage(
            "MeSH file '"
                + strange
                + "', line 2: descriptor 'Papain' has tree number '8.1'; expected one such as"
                + " D08.811.277");
    String none = write("none.xml", set(""));
    assertThatThrownBy(() -> MeshOntology.read(none))
        .hasMessage("MeSH file '" + none + "': it holds no descriptor");
    String twice = write("twice.xml", set(record("Papain") + record("Papain")));
    assertThatThrownBy(() -> MeshOntology.read(twice))
        .hasMessage("MeSH file '" + twice + "': two descriptors have the UI 'D010206'");
  }

  private static String set(String records) {
    return "<DescriptorRecordSet>\n" + records + "</DescriptorRecordSet>";
  }

  private static String record(String name) {
    return "<DescriptorRecord><DescriptorUI>D010206</DescriptorUI><DescriptorName><String>"
        + name
        + "</String></DescriptorName><TreeNumberList><TreeNumber>D08.1</TreeNumber>"
        + "</TreeNumberList></DescriptorRecord>";
  }

  private static String manyTrees() {
    StringBuilder lines = new StringBuilder();
    // Squares, so that gzip can't say it all in its first bytes.
    for (int i = 0; i < 5000; i++) {
      lines.append("Term ").append(i * i).append(";A01.").append(i * 7919 % 5003).append('\n');
    }
    return lines.toString();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private String write(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private String write(String name, byte[]... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.write(part);
    }
    return Files.write(folder.resolve(name), bytes.toByteArray()).toString();
  }
}
