package org.mkailin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mkailin.plugins.tensorflow.decoder.Decoder;
import org.mkailin.plugins.tensorflow.encoder.Bert;
import org.mkailin.plugins.tensorflow.encoder.Pooling;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.Precision;
import org.mkailin.plugins.tensorflow.runtime.TensorFlowRuntime;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Our side of {@link PeerBenchmark}, in a process of its own: TensorFlow has one pool of threads
 * for a process, whose size can't be changed.
 *
 * <p>Reads one JSON request a line, and writes one JSON answer a line:
 *
 * <pre>
 * {"do": "about"}                                             → {"about": TEXT}
 * {"do": "encode", "ids": [[…]…], "seconds": S}               → {"times": […], "vectors": [[…]…]}
 * {"do": "generate", "ids": [[…]…], "new": N, "seconds": S}   → {"times": […],
 *                                                                "firsts": […], "tokens": [[…]…]}
 * {"do": "memory"}                                            → {"VmRSS": BYTES, …}
 * </pre>
 */
@Command(name = "Worker", mixinStandardHelpOptions = true)
final class Worker implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(names = "--threads", required = true, description = "Threads that compute.")
  private int threads;

  @Option(names = "--precision", required = true, description = "${COMPLETION-CANDIDATES}")
  private Precision precision = Precision.FLOAT32;

  @Option(names = "--encoder", paramLabel = "FOLDER", description = "Folder of a BERT.")
  private Optional<String> encoderFolder = Optional.empty();

  @Option(names = "--decoder", paramLabel = "FOLDER", description = "Folder of a Llama.")
  private Optional<String> decoderFolder = Optional.empty();

  private @Nullable Bert encoder;
  private @Nullable Decoder decoder;

  private Worker() {}

  /** Serves until standard input ends. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Worker()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    // Answers alone go to standard output, whatever libraries print.
    PrintStream answers = System.out;
    System.setOut(System.err);
    TensorFlowRuntime.version();
    OptionalInt pool = OptionalInt.of(threads);
    try {
      if (encoderFolder.isPresent()) {
        encoder = Bert.open(ModelFolder.open(encoderFolder.get()), Device.CPU, precision, pool);
      }
      if (decoderFolder.isPresent()) {
        decoder = Decoder.open(ModelFolder.open(decoderFolder.get()), Device.CPU, precision, pool);
      }
      BufferedReader requests =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = requests.readLine(); line != null; line = requests.readLine()) {
        answers.println(JSON.writeValueAsString(answer(JSON.readTree(line))));
        answers.flush();
      }
      return 0;
    } finally {
      close();
    }
  }

  private Map<String, ?> answer(JsonNode request) throws IOException {
    String what = request.path("do").asText();
    return switch (what) {
      case "about" -> Map.of("about", "mkailin on TensorFlow " + TensorFlowRuntime.version());
      case "memory" -> ProcessMemory.now();
      case "encode" -> encode(ids(request), request.path("seconds").asDouble());
      case "generate" ->
          generate(ids(request), request.path("new").asInt(), request.path("seconds").asDouble());
      default -> throw new IllegalArgumentException("request '" + what + "' is not known");
    };
  }

  private static List<int[]> ids(JsonNode request) throws IOException {
    return List.of(JSON.treeToValue(request.path("ids"), int[][].class));
  }

  private Map<String, ?> encode(List<int[]> ids, double seconds) {
    Bert model = Objects.requireNonNull(encoder, "no --encoder");
    Timed<float[][]> timed = Timed.repeat(() -> model.pooled(ids, Pooling.CLS), seconds);
    return Map.of("times", timed.seconds(), "vectors", timed.lastResult());
  }

  private Map<String, ?> generate(List<int[]> ids, int newTokens, double seconds) {
    Decoder model = Objects.requireNonNull(decoder, "no --decoder");
    Timed<Tokens.Continued> timed =
        Timed.repeat(() -> Tokens.generate(model, ids, newTokens), seconds);
    return Map.of(
        "times", timed.seconds(),
        "firsts", timed.results().stream().map(Tokens.Continued::secondsToFirst).toList(),
        "tokens", timed.lastResult().tokens());
  }

  private void close() throws IOException {
    if (encoder != null) {
      encoder.close();
    }
    if (decoder != null) {
      decoder.close();
    }
  }
}
