package org.mkailin.transforms.pubmed;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Rejection;
import org.mkailin.transforms.StageMetrics;

/**
 * Reads PubMed citations from files of any file system that Beam knows.
 *
 * <pre>{@code
 * ReadCitations.Result read =
 *     pipeline.apply(
 *         "Read citations",
 *         ReadCitations.from(List.of("gs://corpus/pubmed26n*.xml.gz"))
 *             .withBadFiles(BadFiles.REJECT)
 *             .keepingOut("gs://corpus/pubmedqa-test.pmids"));
 * read.citations().apply(...);
 * }</pre>
 *
 * <h2>Files</h2>
 *
 * Plain or gzipped, judged by their bytes and not by their names:
 *
 * <ul>
 *   <li>NLM's XML: PubmedArticleSet, and MedlineCitationSet as before 2017.
 *   <li>JSON lines, one citation a line. Only {@code pmid} is required; {@code abstract} may be a
 *       plain text; other fields are ignored:
 *       <pre>{@code
 * {"pmid": "1", "title": "…", "year": 1975,
 *  "abstract": [{"label": "METHODS", "category": "METHODS", "text": "…"}],
 *  "mesh": [{"ui": "D010206", "name": "Papain", "major": true,
 *            "qualifiers": [{"ui": "Q000627", "name": "therapeutic use", "major": true}]}]}
 * }</pre>
 * </ul>
 *
 * A file that several patterns match is read once. A pattern that matches no file fails the
 * pipeline, and so does a damaged file unless {@link BadFiles#REJECT} is set.
 *
 * <h2>Revisions</h2>
 *
 * The files may tell of a PMID more than once. What the latest file says counts, by file name, then
 * NLM's version, then place in the file; a deletion after it removes the citation. So a baseline
 * and its update files can be read together, in any order.
 *
 * <h2>Rejections, of stage «read»</h2>
 *
 * <table>
 * <caption>Reasons</caption>
 * <tr><td>{@code superseded}</td><td>a later revision of the PMID was read</td></tr>
 * <tr><td>{@code deleted}</td><td>NLM deleted the PMID afterwards</td></tr>
 * <tr><td>{@code benchmark}</td><td>the PMID is to be kept out</td></tr>
 * <tr><td>{@code book-article}</td><td>a book or a chapter</td></tr>
 * <tr><td>{@code no-abstract}</td><td>nothing to ask about</td></tr>
 * <tr><td>{@code no-title}</td><td>neither an English title nor another</td></tr>
 * <tr><td>{@code no-pmid}</td><td>an XML record without a usable PMID</td></tr>
 * <tr><td>{@code malformed-line}</td><td>a line that is no citation in JSON</td></tr>
 * <tr><td>{@code unreadable-file}</td><td>the rest of a damaged file, as one record</td></tr>
 * </table>
 *
 * <p>Nothing disappears: {@link Result#read} = citations + rejections. The output depends neither
 * on the order of the patterns nor on how the work is spread.
 */
public final class ReadCitations extends PTransform<PBegin, ReadCitations.Result> {
  static final String STAGE = "read";
  static final StageMetrics METRICS = new StageMetrics(STAGE);

  /** Enough for a large cluster; each costs the direct runner a bundle. */
  private static final int FILE_BUCKETS = 256;

  private final List<String> patterns;
  private final BadFiles badFiles;
  private final @Nullable String benchmarkFile;

  private ReadCitations(List<String> patterns, BadFiles badFiles, @Nullable String benchmarkFile) {
    this.patterns = List.copyOf(patterns);
    this.badFiles = badFiles;
    this.benchmarkFile = benchmarkFile;
  }

  /**
   * Reads the files that match any of {@code patterns}.
   *
   * @param patterns paths, with {@code *}, {@code ?} and {@code [a-z]} as Beam's file systems know
   *     them; at least one
   */
  public static ReadCitations from(List<String> patterns) {
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException("no files to read: expected at least one pattern");
    }
    return new ReadCitations(patterns, BadFiles.FAIL, null);
  }

  /** What to do about a damaged file; {@link BadFiles#FAIL} if not said. */
  public ReadCitations withBadFiles(BadFiles treatment) {
    return new ReadCitations(patterns, treatment, benchmarkFile);
  }

  /**
   * Rejects the citations whose PMIDs stand in {@code file}, one a line: a benchmark's, so that it
   * does not leak into the corpus.
   */
  public ReadCitations keepingOut(String file) {
    return new ReadCitations(patterns, badFiles, file);
  }

  @Override
  public Result expand(PBegin begin) {
    PCollectionTuple files =
        begin
            .apply(
                "Patterns",
                Create.of(List.of(patterns)).withCoder(ListCoder.of(StringUtf8Coder.of())))
            .apply("Match files", ParDo.of(new MatchFiles()))
            .apply("Spread files", Reshuffle.<InputFile>viaRandomKey().withNumBuckets(FILE_BUCKETS))
            .apply(
                "Read files",
                ParDo.of(new ReadFile(badFiles))
                    .withOutputTags(
                        ReadFile.REVISIONS,
                        TupleTagList.of(ReadFile.REJECTIONS).and(ReadFile.COUNTS)));
    PCollectionTuple picked =
        files
            .get(ReadFile.REVISIONS)
            .setCoder(KvCoder.of(VarIntCoder.of(), RevisionCoder.of()))
            .apply("Group by PMID", GroupByKey.create())
            .apply(
                "Pick latest",
                ParDo.of(new PickLatest(benchmarkFile))
                    .withOutputTags(PickLatest.CITATIONS, TupleTagList.of(PickLatest.REJECTIONS)));
    return new Result(
        picked.get(PickLatest.CITATIONS),
        PCollectionList.of(files.get(ReadFile.REJECTIONS))
            .and(picked.get(PickLatest.REJECTIONS))
            .apply("All rejections", Flatten.pCollections()),
        files
            .get(ReadFile.COUNTS)
            .apply("Count read", Combine.globally(Sum.ofLongs()).withoutDefaults()));
  }

  @Override
  public void populateDisplayData(DisplayData.Builder builder) {
    builder
        .add(DisplayData.item("patterns", String.join(", ", patterns)).withLabel("Files"))
        .add(DisplayData.item("badFiles", badFiles.name()).withLabel("Bad files"))
        .addIfNotDefault(
            DisplayData.item("benchmark", benchmarkFile == null ? "" : benchmarkFile)
                .withLabel("PMIDs kept out"),
            "");
  }

  /** What was read. */
  public static final class Result implements POutput {
    private static final TupleTag<Citation> CITATIONS = new TupleTag<>("citations") {};
    private static final TupleTag<Rejection> REJECTIONS = new TupleTag<>("rejections") {};
    private static final TupleTag<Long> READ = new TupleTag<>("read") {};

    private final PCollection<Citation> citations;
    private final PCollection<Rejection> rejections;
    private final PCollection<Long> read;

    private Result(
        PCollection<Citation> citations,
        PCollection<Rejection> rejections,
        PCollection<Long> read) {
      this.citations = citations;
      this.rejections = rejections;
      this.read = read;
    }

    /** The citations that agents can work with: with title and abstract, one a PMID. */
    public PCollection<Citation> citations() {
      return citations;
    }

    /** All that was read and is not among {@link #citations}. */
    public PCollection<Rejection> rejections() {
      return rejections;
    }

    /** One number: how many records were read, which is citations + rejections. */
    public PCollection<Long> read() {
      return read;
    }

    @Override
    public Pipeline getPipeline() {
      return citations.getPipeline();
    }

    @Override
    public Map<TupleTag<?>, PValue> expand() {
      return Map.of(CITATIONS, citations, REJECTIONS, rejections, READ, read);
    }

    @Override
    public void finishSpecifyingOutput(
        String transformName, PInput input, PTransform<?, ?> transform) {}
  }
}
