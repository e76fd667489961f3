package org.mkailin.transforms.dataset;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
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
import org.jspecify.annotations.Nullable;
import org.mkailin.corpus.RecordCoder;
import org.mkailin.transforms.SpreadOptions;

/**
 * Writes rows to a fixed number of sorted files in a staging folder.
 *
 * <p>Which file a row goes to depends on its id alone, and each file is sorted, so the same rows
 * give the same bytes whatever the runner and its parallelism. Every file is written, even one
 * without rows. A file gets a name that no other attempt uses; who reads the resulting {@link
 * WrittenFile}s moves exactly those to their final names, so a retried bundle leaves no trace.
 *
 * <p>No file has to fit in memory. Its rows come in slices; each slice is sorted in memory and
 * written to the staging folder as a {@link SortedRun}, and the file is then merged from its runs,
 * which holds one row and one buffer of each. Where a file has one slice, it is written at once.
 *
 * <p>A slice is small by construction. There is one for each 2 MiB of gzipped input ({@link
 * SpreadOptions#getSlices}), which are some 2,000 citations, and a row with its lineage takes about
 * 8 kB, most of it the abstracts of four contexts: 16 MB a slice, twice that in memory where a
 * letter is beyond Latin-1. 23 million citations, 23 GiB, make 736 files of 16 slices each.
 */
public final class WriteRows extends PTransform<PCollection<Row>, PCollection<WrittenFile>> {
  /** Takes the place of a row in a file that may have none. */
  private static final Row NOTHING = new Row("", "", "");

  private final FileSet set;
  private final @Nullable Integer slices;

  private WriteRows(FileSet set, @Nullable Integer slices) {
    this.set = set;
    this.slices = slices;
  }

  /**
   * Writes a set of rows.
   *
   * @param stagingFolder where to write, on any Beam file system
   * @param set the set's name, such as «sft»: its folder and the start of its file names
   * @param files number of files
   */
  public static WriteRows to(String stagingFolder, String set, int files) {
    if (files < 1) {
      throw new IllegalArgumentException("a set needs at least one file, but " + files + " asked");
    }
    return new WriteRows(new FileSet(stagingFolder, set, set, files, false), null);
  }

  /** The same, with a lineage file beside each: line i of it tells about line i of the other. */
  public WriteRows withLineage() {
    return new WriteRows(
        new FileSet(set.stagingFolder, set.folder, set.name, set.files, true), slices);
  }

  /** The same, in another folder than that of its name, beside the files of another set. */
  public WriteRows in(String folder) {
    return new WriteRows(
        new FileSet(set.stagingFolder, folder, set.name, set.files, set.lineage), slices);
  }

  /**
   * The same, with so many slices for the whole set, in place of the pipeline's {@link
   * SpreadOptions#getSlices}: for a set whose size does not follow the input's.
   */
  public WriteRows inSlices(int ofTheSet) {
    return new WriteRows(set, ofTheSet);
  }

  @Override
  public PCollection<WrittenFile> expand(PCollection<Row> rows) {
    int ofTheSet =
        slices != null
            ? slices
            : rows.getPipeline().getOptions().as(SpreadOptions.class).getSlices();
    int ofAFile = Math.max(1, (ofTheSet + set.files - 1) / set.files);
    PCollection<KV<Integer, Iterable<Row>>> gathered = gather(rows, ofAFile);
    if (ofAFile == 1) {
      return gathered.apply("Write file", ParDo.of(new WriteFn(set)));
    }
    return gathered
        .apply("Sort slice", ParDo.of(new SortFn(set, ofAFile)))
        .setCoder(KvCoder.of(VarIntCoder.of(), StringUtf8Coder.of()))
        .apply("Gather runs", GroupByKey.create())
        .apply("Merge runs", ParDo.of(new MergeFn(set)));
  }

  /** The rows of every slice of every file; slice s of file f has the key f · slices + s. */
  private PCollection<KV<Integer, Iterable<Row>>> gather(PCollection<Row> rows, int slices) {
    int files = set.files;
    KvCoder<Integer, Row> coder = KvCoder.of(VarIntCoder.of(), RecordCoder.of(Row.class));
    List<KV<Integer, Row>> everyFile =
        IntStream.range(0, files).mapToObj(file -> KV.of(file * slices, NOTHING)).toList();
    PCollection<KV<Integer, Row>> placeholders =
        rows.getPipeline().apply(set.name + " files", Create.of(everyFile).withCoder(coder));
    PCollection<KV<Integer, Row>> placed =
        rows.apply(
                "Choose file",
                WithKeys.<Integer, Row>of(
                        row -> fileOf(row.id(), files) * slices + sliceOf(row, slices))
                    .withKeyType(TypeDescriptors.integers()))
            .setCoder(coder);
    return PCollectionList.of(placed)
        .and(placeholders)
        .apply("With empty files", Flatten.pCollections())
        .apply("Gather slices", GroupByKey.create());
  }

  /**
   * The file that a row is in.
   *
   * @param id the row's id
   * @param files number of files of its set
   * @return a number from 0, as in the file's name
   */
  public static int fileOf(String id, int files) {
    return Math.floorMod(id.hashCode(), files);
  }

  /**
   * The slice of a row in its file, by a hash that does not follow that of the file.
   *
   * <p>The line has its part in it, since rows may share an id: rejections that no PMID is known of
   * all do.
   */
  static int sliceOf(Row row, int slices) {
    int hash = (31 * row.id().hashCode() + row.line().hashCode()) * 0x9E3779B9;
    return Math.floorMod(hash ^ (hash >>> 16), slices);
  }

  /** What is written: a set, where, and in how many files. */
  private record FileSet(
      String stagingFolder, String folder, String name, int files, boolean lineage)
      implements Serializable {
    SetFile file(int number) throws IOException {
      String file = String.format(Locale.ROOT, "%s-%05d-of-%05d.jsonl", name, number, files);
      return SetFile.create(stagingFolder, folder, file, lineage);
    }

    /** A run's place, under a name that no other attempt uses. */
    String newRun() {
      return stagingFolder + "/runs/" + name + "/" + UUID.randomUUID();
    }

    void write(int number, SortedRows rows, DoFn.OutputReceiver<WrittenFile> written)
        throws IOException {
      try (SetFile file = file(number)) {
        file.writeAll(rows);
        file.finish().forEach(written::output);
      }
    }
  }

  /** The rows of a slice, sorted in memory. */
  private record Slice(Iterator<Row> rows) implements SortedRows {
    static Slice of(Iterable<Row> rows) {
      List<Row> sorted = new ArrayList<>();
      for (Row row : rows) {
        if (!row.equals(NOTHING)) {
          sorted.add(row);
        }
      }
      sorted.sort(Row.ORDER);
      return new Slice(sorted.iterator());
    }

    @Override
    public @Nullable Row next() {
      return rows.hasNext() ? rows.next() : null;
    }

    @Override
    public void close() {}
  }

  /** Writes files of one slice each. */
  private static final class WriteFn extends DoFn<KV<Integer, Iterable<Row>>, WrittenFile> {
    private final FileSet set;

    WriteFn(FileSet set) {
      this.set = set;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<Row>> file, OutputReceiver<WrittenFile> written)
        throws IOException {
      set.write(file.getKey(), Slice.of(file.getValue()), written);
    }
  }

  /** Sorts slices, and gives each one's run with the number of its file. */
  private static final class SortFn extends DoFn<KV<Integer, Iterable<Row>>, KV<Integer, String>> {
    private final FileSet set;
    private final int slices;

    SortFn(FileSet set, int slices) {
      this.set = set;
      this.slices = slices;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<Row>> slice, OutputReceiver<KV<Integer, String>> sorted)
        throws IOException {
      String run = set.newRun();
      SortedRun.write(run, Slice.of(slice.getValue()));
      sorted.output(KV.of(slice.getKey() / slices, run));
    }
  }

  /**
   * Merges the runs of a file.
   *
   * <p>At most {@value #FAN_IN} at a time, each with a buffer of 64 KiB: a file of more runs, such
   * as the only one of a large corpus, is merged in several steps. Runs stay in the staging folder,
   * since a retried bundle needs them again.
   */
  private static final class MergeFn extends DoFn<KV<Integer, Iterable<String>>, WrittenFile> {
    private static final int FAN_IN = 64;

    private final FileSet set;

    MergeFn(FileSet set) {
      this.set = set;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<String>> file, OutputReceiver<WrittenFile> written)
        throws IOException {
      Deque<String> runs = new ArrayDeque<>();
      file.getValue().forEach(runs::add);
      while (runs.size() > FAN_IN) {
        List<String> some = IntStream.range(0, FAN_IN).mapToObj(i -> runs.remove()).toList();
        String run = set.newRun();
        try (SortedRows merged = MergedRows.ofRuns(some)) {
          SortedRun.write(run, merged);
        }
        runs.add(run);
      }
      try (SortedRows merged = MergedRows.ofRuns(List.copyOf(runs))) {
        set.write(file.getKey(), merged, written);
      }
    }
  }
}
