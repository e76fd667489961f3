package org.mkailin.pipelines;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Runs commands as a user does, and looks at what they leave. */
final class CommandLineFixture {
  /**
   * What a command did.
   *
   * @param exitCode its exit code
   * @param out what it printed
   * @param err what it complained about
   */
  record Ran(int exitCode, String out, String err) {}

  private CommandLineFixture() {}

  static Ran mkailin(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Mkailin.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    int code = commandLine.execute(arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  /** Puts the sample corpus into a folder. */
  static void unpackSample(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String file : DemoCommand.SAMPLE) {
      try (InputStream in = DemoCommand.class.getResourceAsStream("sample/" + file)) {
        Files.copy(in, folder.resolve(file));
      }
    }
  }

  /**
   * The offline agents with a {@link MemoryIndex}, in a file.
   *
   * @param index its name: a folder, or {@code ${index}}
   */
  static Path agentsInMemory(Path file, String index) throws IOException {
    return Files.writeString(
        file,
        Agents.defaultConfiguration()
            .replace("[dense, minilm, lucene]", "[dense, hashing, memory]")
            .replace(
                "lucene: { path: \"${index}\" }",
                String.format(Locale.ROOT, "memory: { name: '%s' }", index)));
  }

  /** The content of every file below a folder, by its name there. */
  static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
