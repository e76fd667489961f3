package org.mkailin.runners.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.mkailin.plugin.Plugin;
import org.mkailin.runners.flink.halting.HaltingFiles;
import org.mkailin.runners.flink.halting.HaltingPlugin;

/** The jar of the plugin that halts, made of test classes. */
final class HaltingJar {
  private static final Map<Class<?>, Class<?>> SERVICES =
      Map.of(
          Plugin.class, HaltingPlugin.class,
          FileSystemRegistrar.class, HaltingFiles.Registrar.class);

  private HaltingJar() {}

  static Path writeTo(Path jar) throws IOException {
    Path classes = Launcher.homeOf(HaltingPlugin.class);
    Path folder = classes.resolve(HaltingPlugin.class.getPackageName().replace('.', '/'));
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        add(out, classes.relativize(file).toString(), Files.readAllBytes(file));
      }
      SERVICES.forEach(
          (service, implementation) ->
              add(
                  out,
                  "META-INF/services/" + service.getName(),
                  implementation.getName().getBytes(StandardCharsets.UTF_8)));
    }
    return jar;
  }

  private static void add(JarOutputStream out, String name, byte[] content) {
    try {
      out.putNextEntry(new JarEntry(name));
      out.write(content);
      out.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
