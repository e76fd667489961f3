package org.mkailin.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginRegistryTest {
  private static PluginRegistry withService(Path jar, String className) throws IOException {
    Path services = Files.createDirectories(jar.resolve("META-INF/services"));
    Files.writeString(services.resolve(Plugin.class.getName()), className + "\n");
    URL[] urls = {jar.toUri().toURL()};
    try (URLClassLoader loader =
        new URLClassLoader(urls, PluginRegistryTest.class.getClassLoader())) {
      return PluginRegistry.load(loader);
    }
  }

  @Test
  void pluginsAreFoundByTheirServiceFile() {
    PluginRegistry registry = PluginRegistry.load(getClass().getClassLoader());
    assertThat(registry.names()).containsExactly("echo", "needy");
    assertThat(registry.broken()).isEmpty();
  }

  @Test
  void aMissingClassIsNamedWithItsJarAndWhatWasExpected(@TempDir Path jar) throws IOException {
    PluginRegistry registry = withService(jar, "com.example.Gone");
    assertThat(registry.names()).as("the others are there").contains("echo");
    assertThat(registry.broken())
        .singleElement()
        .asString()
        .contains("plugin class com.example.Gone")
        .contains(jar.toString())
        .contains("expected a public class that implements org.mkailin.plugin.Plugin");
  }

  @Test
  void aClassThatIsNoPluginIsNamedToo(@TempDir Path jar) throws IOException {
    assertThat(withService(jar, PluginRegistryTest.class.getName()).broken())
        .singleElement()
        .asString()
        .contains("plugin class " + PluginRegistryTest.class.getName())
        .contains("not a subtype");
  }
}
