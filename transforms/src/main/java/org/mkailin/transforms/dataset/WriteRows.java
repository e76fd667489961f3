package org.mkailin.transforms.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.mkailin.corpus.RecordCoder;

/**
 * Writes rows to a fixed number of sorted files in a staging folder.
 *
 * <p>Which file a row goes to depends on its id alone, and each file is sorted, so the same rows
 * give the same bytes whatever the runner and its parallelism. Every file is written, even one
 * without rows. A file gets a name that no other attempt uses; who reads the resulting {@link
 * WrittenFile}s moves exactly those to their final names, so a retried bundle leaves no trace.
 *
 * <p>One file's rows are sorted in memory: choose the number of files so that one of them fits.
 */
public final class WriteRows extends PTransform<PCollection<Row>, PCollection<WrittenFile>> {
  /** Takes the place of a row in a file that may have none. */
  private static final Row NOTHING = new Row("", "", "");

  private final String stagingFolder;
  private final String set;
  private final int files;
  private final boolean lineage;

  private WriteRows(String stagingFolder, String set, int files, boolean lineage) {
    if (files < 1) {
      throw new IllegalArgumentException("a set needs at least one file, but " + files + " asked");
    }
    this.stagingFolder = stagingFolder;
    this.set = set;
    this.files = files;
    this.lineage = lineage;
  }

  /**
   * Writes a set of rows.
   *
   * @param stagingFolder where to write, on any Beam file system
   * @param set the set's name, such as «sft»: its folder and the start of its file names
   * @param files number of files
   */
  public static WriteRows to(String stagingFolder, String set, int files) {
    return new WriteRows(stagingFolder, set, files, false);
  }

  /** The same, with a lineage file beside each: line i of it tells about line i of the other. */
  public WriteRows withLineage() {
    return new WriteRows(stagingFolder, set, files, true);
  }

  @Override
  public PCollection<WrittenFile> expand(PCollection<Row> rows) {
    int count = files;
    KvCoder<Integer, Row> coder = KvCoder.of(VarIntCoder.of(), RecordCoder.of(Row.class));
    List<KV<Integer, Row>> everyFile =
        IntStream.range(0, count).mapToObj(file -> KV.of(file, NOTHING)).toList();
    PCollection<KV<Integer, Row>> placeholders =
        rows.getPipeline().apply(set + " files", Create.of(everyFile).withCoder(coder));
    PCollection<KV<Integer, Row>> placed =
        rows.apply(
                "Choose file",
                WithKeys.<Integer, Row>of(row -> Math.floorMod(row.id().hashCode(), count))
                    .withKeyType(TypeDescriptors.integers()))
            .setCoder(coder);
    return PCollectionList.of(placed)
        .and(placeholders)
        .apply("With empty files", Flatten.pCollections())
        .apply("Gather file", GroupByKey.create())
        .apply("Write file", ParDo.of(new WriteFn(stagingFolder, set, files, lineage)));
  }

  private static final class WriteFn extends DoFn<KV<Integer, Iterable<Row>>, WrittenFile> {
    private final String stagingFolder;
    private final String set;
    private final int files;
    private final boolean lineage;

    WriteFn(String stagingFolder, String set, int files, boolean lineage) {
      this.stagingFolder = stagingFolder;
      this.set = set;
      this.files = files;
      this.lineage = lineage;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<Row>> file, OutputReceiver<WrittenFile> written)
        throws IOException {
      List<Row> rows = new ArrayList<>();
      for (Row row : file.getValue()) {
        if (!row.equals(NOTHING)) {
          rows.add(row);
        }
      }
      rows.sort(Row.ORDER);
      String name = String.format(Locale.ROOT, "%s-%05d-of-%05d.jsonl", set, file.getKey(), files);
      written.output(write(set + "/" + name, rows.stream().map(Row::line).toList()));
      if (lineage) {
        written.output(write("lineage/" + name, rows.stream().map(Row::lineage).toList()));
      }
    }

    private WrittenFile write(String name, List<String> lines) throws IOException {
      String attempt = stagingFolder + "/" + name + "." + UUID.randomUUID();
      try (ChecksummedFile file = ChecksummedFile.create(attempt)) {
        for (String line : lines) {
          file.writeLine(line);
        }
        return file.finish(name);
      }
    }
  }
}
