package org.mkailin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mkailin.plugins.tensorflow.runtime.Precision;

/** A process that computes on request: {@link Worker}, or the script that speaks as it does. */
final class Peer implements AutoCloseable {
  /**
   * What a process is started with.
   *
   * @param encoder folder of a BERT
   * @param decoder folder of a Llama
   */
  record Settings(
      int threads, Precision precision, Optional<String> encoder, Optional<String> decoder) {
    List<String> options() {
      List<String> options = new ArrayList<>();
      options.addAll(List.of("--threads", String.valueOf(threads)));
      options.addAll(List.of("--precision", precision.name()));
      encoder.ifPresent(folder -> options.addAll(List.of("--encoder", folder)));
      decoder.ifPresent(folder -> options.addAll(List.of("--decoder", folder)));
      return options;
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> command;
  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  private Peer(List<String> command, Process process) {
    this.command = command;
    this.process = process;
    this.requests = process.outputWriter();
    this.answers = process.inputReader();
  }

  /** Starts a process; the caller closes it. */
  static Peer start(List<String> program, Settings settings) throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(settings.options());
    return new Peer(
        command,
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The command of {@link Worker}. */
  static List<String> worker() {
    return java(Worker.class);
  }

  /** The command of a program, run by the Java that runs this. */
  static List<String> java(Class<?> program) {
    String java = ProcessHandle.current().info().command().orElse("java");
    return List.of(java, "-cp", System.getProperty("java.class.path"), program.getName());
  }

  /**
   * Asks, and waits for the answer.
   *
   * @throws IllegalStateException if the process ended instead; it has told why on standard error
   */
  JsonNode ask(Map<String, ?> request) {
    try {
      requests.write(JSON.writeValueAsString(request));
      requests.newLine();
      requests.flush();
      String line = answers.readLine();
      if (line == null) {
        throw ended(null);
      }
      return JSON.readTree(line);
    } catch (IOException e) {
      throw ended(e);
    }
  }

  private IllegalStateException ended(@Nullable IOException cause) {
    return new IllegalStateException(
        "this process ended before it answered (see above for its own words): "
            + String.join(" ", command),
        cause);
  }

  /** What the process is. */
  String about() {
    return ask(Map.of("do", "about")).path("about").asText();
  }

  /** Closes its standard input, which ends it. */
  @Override
  public void close() {
    try {
      requests.close();
      process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
