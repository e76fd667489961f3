package org.mkailin.pipelines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mkailin.pipelines.command.Sample;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Runs commands as a user does, and looks at what they leave; every runner's tests share it. */
public final class CommandLineFixture {
  /**
   * What a command did.
   *
   * @param exitCode its exit code
   * @param out what it printed
   * @param err what it complained about
   * @param log what it told while it ran
   */
  public record Ran(int exitCode, String out, String err, String log) {}

  private CommandLineFixture() {}

  public static Ran mkailin(String... arguments) {
    return mkailin(List.of(arguments));
  }

  public static Ran mkailin(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Mkailin.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      int code = commandLine.execute(arguments.toArray(String[]::new));
      return new Ran(code, out.toString(), err.toString(), log.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(before);
    }
  }

  /** The options of a command, with dashes. */
  public static Set<String> optionsOf(String command) {
    return names(command, option -> true);
  }

  /** The options that a command can't do without. */
  public static Set<String> requiredBy(String command) {
    return names(command, OptionSpec::required);
  }

  /** The options of a command that take a value. */
  public static Set<String> optionsWithValueOf(String command) {
    return names(command, option -> option.arity().min() > 0);
  }

  private static Set<String> names(String command, Predicate<OptionSpec> wanted) {
    return Mkailin.commandLine().getSubcommands().get(command).getCommandSpec().options().stream()
        .filter(wanted)
        .map(OptionSpec::longestName)
        .collect(Collectors.toSet());
  }

  /** Puts the sample corpus into a folder. */
  public static void unpackSample(Path folder) throws IOException {
    Sample.unpack(folder);
  }

  /** The content of every file below a folder, by its name there. */
  public static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
