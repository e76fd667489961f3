package org.mkailin.pipelines.books;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.mkailin.corpus.RecordCoder;
import org.mkailin.pipelines.place.RunFailedException;
import org.mkailin.transforms.dataset.WrittenFile;

/**
 * What a pipeline says of itself when it is done: its counts and its files.
 *
 * <p>It travels through a file in the staging folder, written by the pipeline and read by who
 * launched it, so that it is exact on every runner.
 *
 * @param counts counts under the keys of {@link StageCounts}
 * @param files the files that were written, by final name
 */
public record RunSummary(Map<String, Long> counts, List<WrittenFile> files) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String END = "end";

  /**
   * Where the summary of a program's pipeline is, once that has ended.
   *
   * @param staging the run's staging folder
   * @param program the program's name
   */
  public static String pathIn(String staging, String program) {
    return staging + "/" + program + ".jsonl";
  }

  /** The part of the graph that writes the summary to {@code path}. */
  public static void write(
      PCollection<KV<String, Long>> counts, PCollectionList<WrittenFile> files, String path) {
    PCollection<String> countLines =
        counts.apply(
            "Counts as JSON",
            MapElements.via(
                new SimpleFunction<KV<String, Long>, String>() {
                  @Override
                  public String apply(KV<String, Long> count) {
                    return JSON.createObjectNode()
                        .put("count", count.getKey())
                        .put("value", count.getValue())
                        .toString();
                  }
                }));
    PCollection<String> fileLines =
        files
            .apply("All files", Flatten.pCollections())
            // Of no files at all, Beam could not tell.
            .setCoder(RecordCoder.of(WrittenFile.class))
            .apply(
                "Files as JSON",
                MapElements.via(
                    new SimpleFunction<WrittenFile, String>() {
                      @Override
                      public String apply(WrittenFile file) {
                        return JSON.valueToTree(file).toString();
                      }
                    }));
    PCollectionList.of(countLines)
        .and(fileLines)
        .apply("Summary lines", Flatten.pCollections())
        .setCoder(StringUtf8Coder.of())
        .apply("In one place", WithKeys.of("summary"))
        .apply("Gather summary", GroupByKey.create())
        .apply("Write summary", ParDo.of(new WriteFn(path)));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @return the summary; empty if the pipeline has not written it, or is still at it
   */
  public static Optional<RunSummary> read(String path) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    Map<String, WrittenFile> files = new TreeMap<>();
    var resource = FileSystems.matchNewResource(path, false);
    try (BufferedReader lines =
        new BufferedReader(
            Channels.newReader(FileSystems.open(resource), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(END)) {
          return Optional.of(new RunSummary(counts, new ArrayList<>(files.values())));
        }
        JsonNode node = JSON.readTree(line);
        if (node.has("count")) {
          counts.merge(node.get("count").asText(), node.get("value").asLong(), Long::sum);
        } else {
          WrittenFile file = JSON.treeToValue(node, WrittenFile.class);
          files.put(file.name(), file);
        }
      }
      return Optional.empty();
    } catch (FileNotFoundException | NoSuchFileException | JsonProcessingException e) {
      // File systems have either word for a file that is not there.
      return Optional.empty();
    }
  }

  /**
   * Reads the summary of a pipeline that has ended well.
   *
   * @throws RunFailedException if there is none
   */
  public static RunSummary ofEnded(String path) throws IOException {
    return read(path)
        .orElseThrow(
            () ->
                new RunFailedException(
                    String.format(
                        Locale.ROOT,
                        "the job ended, but %s is not there, or not whole; do all workers see this place?",
                        path),
                    null));
  }

  private static final class WriteFn extends DoFn<KV<String, Iterable<String>>, Void> {
    private final String path;

    WriteFn(String path) {
      this.path = path;
    }

    @ProcessElement
    public void process(@Element KV<String, Iterable<String>> summary) throws IOException {
      var resource = FileSystems.matchNewResource(path, false);
      try (Writer out =
          Channels.newWriter(
              FileSystems.create(resource, "application/json"), StandardCharsets.UTF_8)) {
        for (String line : summary.getValue()) {
          out.write(line + "\n");
        }
        // A summary that is being written is none yet.
        out.write(END + "\n");
      }
    }
  }
}
