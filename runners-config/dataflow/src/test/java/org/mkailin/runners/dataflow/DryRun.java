package org.mkailin.runners.dataflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Streams;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.mkailin.pipelines.CommandLineFixture;
import org.mkailin.pipelines.CommandLineFixture.Ran;
import org.mkailin.pipelines.command.Sample;
import org.mkailin.runners.dataflow.standin.GoogleStandIn;

/**
 * The real command at a stand-in of Google's services, run once for all tests that look at what it
 * sent or left behind; and further services, on which a distillation is one job.
 *
 * <p>Tests get it by a parameter: {@code @ExtendWith(DryRun.Once.class)}.
 */
final class DryRun implements ExtensionContext.Store.CloseableResource {
  static final String BUCKET = GoogleStandIn.BUCKET;

  /** Runs it when the first test asks, and closes it after the last. */
  static final class Once implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType() == DryRun.class;
    }

    @Override
    public DryRun resolveParameter(ParameterContext parameter, ExtensionContext test) {
      return test.getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .getOrComputeIfAbsent(DryRun.class, key -> run(), DryRun.class);
    }
  }

  private final Path folder;
  private final GoogleStandIn google;
  private final Ran ran;

  private DryRun(Path folder) throws IOException {
    this.folder = folder;
    CommandLineFixture.unpackSample(sample());
    google = new GoogleStandIn(Files.createDirectory(folder.resolve("buckets")));
    for (String file : Sample.FILES) {
      google.buckets().upload(sample().resolve(file), BUCKET, "in/" + file);
    }
    ran = distil(google, "gs://lab/out", "--labels={\"team\": \"pubmed\"}");
  }

  private static DryRun run() {
    try {
      return new DryRun(Files.createTempDirectory("dry-run"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The services that the whole command ran at: a job that prepares, and one that distils. */
  GoogleStandIn google() {
    return google;
  }

  /** What the whole command said. */
  Ran ran() {
    return ran;
  }

  /** The folder with the sample corpus. */
  Path sample() {
    return folder.resolve("sample");
  }

  /** The agents' file. */
  static String agents() {
    try (InputStream in = DryRun.class.getResourceAsStream("agents.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A service with citations, an index and statistics: a distillation is one job there. */
  GoogleStandIn withIndex() throws IOException {
    GoogleStandIn other = new GoogleStandIn(Files.createTempDirectory(folder, "buckets"));
    for (String prefix : List.of("in/", "index", "statistics.tsv")) {
      for (String name : google.buckets().names(BUCKET, prefix)) {
        other.buckets().copy(google.buckets(), BUCKET, name);
      }
    }
    return other;
  }

  /** Runs {@code mkailin distill}. */
  Ran distil(GoogleStandIn google, String out, String... more) throws IOException {
    return distil(arguments(google.options(), agents(), out), more);
  }

  /** The same, with other agents. */
  Ran distilWith(String agents, GoogleStandIn google, String out, String... more)
      throws IOException {
    return distil(arguments(google.options(), agents, out), more);
  }

  private static Ran distil(List<String> arguments, String... more) {
    List<String> command = new ArrayList<>(List.of("distill"));
    command.addAll(arguments);
    command.addAll(Arrays.asList(more));
    return CommandLineFixture.mkailin(command);
  }

  /** What follows {@code mkailin distill}. */
  List<String> arguments(List<String> google, String agents, String out) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--citations=gs://lab/in/sample26n*.xml",
                "--mesh=gs://lab/in/sample-desc2022.xml",
                "--index=gs://lab/index",
                "--statistics=gs://lab/statistics.tsv",
                "--config=" + file(agents),
                "--out=" + out,
                // The classes are here already; what is staged is looked at in PackagedJarIT.
                "--filesToStage=job.jar=" + sample().resolve("sample26n0001.xml")));
    arguments.addAll(google);
    return arguments;
  }

  /** The agents' file, with resources for one of them. */
  static String agentsWith(String resources, String agent) {
    String head = String.format(Locale.ROOT, "  %s:\n", agent);
    return agents()
        .replace(head, String.format(Locale.ROOT, "%s    resources: %s\n", head, resources));
  }

  /** A file with this text. */
  Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "given", ".yaml"), text);
  }

  /** The strings of a JSON array. */
  static List<String> texts(JsonNode array) {
    return Streams.stream(array).map(JsonNode::asText).toList();
  }

  @Override
  public void close() throws IOException {
    google.close();
    MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
  }
}
