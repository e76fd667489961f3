package org.mkailin.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mkailin.plugins.tensorflow.runtime.Precision;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How fast models run here, beside Hugging Face transformers on torch. */
@Command(
    name = "PeerBenchmark",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures how fast mkailin runs models on this machine's CPU, beside Hugging Face"
          + " transformers on torch.",
      "",
      "Both sides compute the same on the same folders of random weights, each in a process of its"
          + " own, one after the other in every round, so that a busy machine hurts both alike."
          + " Rates are medians over the rounds; the ratio is the median of the rounds' ratios."
          + " Exit code 0 means that both computed the same, 1 that they did not.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  benchmarks/run PeerBenchmark --python venv/bin/python",
      "  benchmarks/run PeerBenchmark --threads 1 --precisions FLOAT32 --rounds 5",
    })
public final class PeerBenchmark implements Callable<Integer> {
  private static final String SCRIPT = "transformers_peer.py";
  private static final double TOLERANCE = 1e-4;
  private static final int[] SENTENCE_TOKENS = {128, 256};
  private static final int[] SENTENCES_AT_ONCE = {1, 8, 32};
  private static final int[] PROMPTS_AT_ONCE = {1, 8};

  @Spec private CommandSpec spec;

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description = "A Python that has torch and transformers; without, mkailin runs alone.")
  private Optional<String> python = Optional.empty();

  @Option(
      names = "--models",
      paramLabel = "FOLDER",
      description = "Where the random models are kept (1.9 GB; default: ${DEFAULT-VALUE}).")
  private Path models = Path.of(System.getProperty("java.io.tmpdir"), "mkailin-benchmark-models");

  @Option(
      names = "--size",
      description =
          "125m: BERT base and a Llama of 125 million weights; tiny: for a trial (default:"
              + " ${DEFAULT-VALUE}).")
  private String size = "125m";

  @Option(
      names = "--threads",
      split = ",",
      paramLabel = "N",
      description = "Numbers of threads to compute with (default: ${DEFAULT-VALUE}).")
  private List<Integer> threads = List.of(1, 2);

  @Option(
      names = "--precisions",
      split = ",",
      description = "Of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private List<Precision> precisions = List.of(Precision.FLOAT32, Precision.BFLOAT16);

  @Option(names = "--rounds", description = "How often each is measured (default: 3).")
  private int rounds = 3;

  @Option(
      names = "--seconds",
      description = "Each side computes for so long in each round, or once (default: 2).")
  private double seconds = 2;

  @Option(names = "--prompt", description = "Tokens of a prompt (default: 64).")
  private int prompt = 64;

  @Option(names = "--new-tokens", description = "Tokens that are added to a prompt (default: 48).")
  private int newTokens = 48;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the tables go as Markdown, too (default: ${DEFAULT-VALUE}).")
  private Path output = Path.of("peer-benchmark.md");

  private PeerBenchmark() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new PeerBenchmark())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Models.Size shape = sizeAsked();
    say(out, String.format(Locale.ROOT, "Writing models to %s, unless they are there.", models));
    Path encoder = shape.encoderIn(models).path();
    Path decoder = shape.decoderIn(models).path();
    Optional<List<String>> theirs = peerCommand(out);
    Speeds speeds = new Speeds(shape, tasks(), Peer.worker(), theirs, rounds, seconds, newTokens);
    List<Line> lines = new ArrayList<>();
    for (int count : threads) {
      for (Precision precision : precisions) {
        say(out, String.format(Locale.ROOT, "Measuring %s with %d threads.", precision, count));
        Peer.Settings settings =
            new Peer.Settings(
                count, precision, Optional.of(encoder.toString()), Optional.of(decoder.toString()));
        lines.addAll(speeds.measure(settings));
      }
    }
    say(out, "Measuring memory.");
    MarkdownTable memory =
        new MemoryUse(Peer.worker(), theirs, prompt).measure(shape, encoder, decoder);
    String report = Report.of(speeds.about(), lines, memory, prompt, newTokens, rounds);
    Files.writeString(output, report);
    out.println(report);
    say(out, String.format(Locale.ROOT, "Written to %s.", output));
    return verdict(out, lines);
  }

  private List<Task> tasks() {
    List<Task> tasks = new ArrayList<>();
    for (int tokens : SENTENCE_TOKENS) {
      for (int batch : SENTENCES_AT_ONCE) {
        tasks.add(new Task(Task.Kind.ENCODE, tokens, batch));
      }
    }
    for (int batch : PROMPTS_AT_ONCE) {
      tasks.add(new Task(Task.Kind.DECODE, prompt, batch));
    }
    return tasks;
  }

  private Optional<List<String>> peerCommand(PrintWriter out) throws IOException {
    if (python.isEmpty()) {
      say(out, "No --python is named, so mkailin is measured alone.");
      return Optional.empty();
    }
    Path script = Files.createTempFile("transformers-peer", ".py");
    script.toFile().deleteOnExit();
    try (InputStream source =
        Objects.requireNonNull(PeerBenchmark.class.getResourceAsStream(SCRIPT), SCRIPT)) {
      Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
    }
    return Optional.of(List.of(python.get(), script.toString()));
  }

  private static int verdict(PrintWriter out, List<Line> lines) {
    List<Line> unlike = lines.stream().filter(line -> !line.same(TOLERANCE)).toList();
    for (Line line : unlike) {
      say(out, "The two sides computed different things: " + String.join(", ", line.cells()));
    }
    return unlike.isEmpty() ? 0 : 1;
  }

  private static void say(PrintWriter out, String text) {
    out.println(text);
    out.flush();
  }

  private Models.Size sizeAsked() {
    try {
      return Models.Size.of(size);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
