package org.mkailin.testkit.elasticsearch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Programs that do one thing and end. */
final class Programs {
  private Programs() {}

  static void run(String input, String... command) throws IOException {
    run(input, new ProcessBuilder(command));
  }

  /** Gives the program its input, waits for its end, and throws with its words if it failed. */
  static void run(String input, ProcessBuilder program) throws IOException {
    Process process = program.redirectErrorStream(true).start();
    try (OutputStream out = process.getOutputStream()) {
      out.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(
            String.format(
                Locale.ROOT,
                "%s ended with exit code %d: %s",
                program.command(),
                process.exitValue(),
                words.strip()));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + program.command());
    }
  }
}
