package org.mkailin.pipelines.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.pipelines.Mkailin;
import org.mkailin.pipelines.command.DoctorPlugins.Model;
import org.mkailin.pipelines.command.DoctorPlugins.Pooling;
import org.mkailin.plugin.Plugin;
import org.mkailin.runtime.AgentLease;
import picocli.CommandLine;

/**
 * Calls the doctor as a user does, with the plugins that a test chooses, and sees that no agent is
 * left open.
 */
abstract class DoctorTests {
  record Ran(int exitCode, String out, String err) {
    /** What was printed, on one line, however it was wrapped. */
    String words() {
      return out.replaceAll("\\s+", " ");
    }
  }

  @TempDir Path folder;

  private ClassLoader before;

  @BeforeEach
  void remember() {
    before = Thread.currentThread().getContextClassLoader();
    Model.EVENTS.clear();
    Pooling.reset();
  }

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
    assertThat(AgentLease.inUse()).isEmpty();
  }

  final void install(Class<?>... plugins) throws IOException {
    String names = Arrays.stream(plugins).map(Class::getName).collect(Collectors.joining("\n"));
    installByName(names);
  }

  final void installByName(String names) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(Plugin.class.getName()), names);
    Thread.currentThread()
        .setContextClassLoader(
            new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader()));
  }

  final Ran doctor(String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Mkailin.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    String[] arguments = new String[options.length + 1];
    arguments[0] = "doctor";
    System.arraycopy(options, 0, arguments, 1, options.length);
    int code = commandLine.execute(arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  final Ran doctorOf(String yaml, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("agents.yaml"), yaml);
    String[] all = Arrays.copyOf(options, options.length + 2);
    all[options.length] = "--config";
    all[options.length + 1] = file.toString();
    return doctor(all);
  }
}
