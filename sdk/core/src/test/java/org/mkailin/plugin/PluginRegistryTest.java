package org.mkailin.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Module;
import com.google.inject.util.Modules;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.agent.AgentSpec;
import org.mkailin.runtime.AgentAssembly;

class PluginRegistryTest {
  private static PluginRegistry withService(Path jar, String... classNames) throws IOException {
    Path services = Files.createDirectories(jar.resolve("META-INF/services"));
    Files.writeString(services.resolve(Plugin.class.getName()), String.join("\n", classNames));
    URL[] urls = {jar.toUri().toURL()};
    try (URLClassLoader loader =
        new URLClassLoader(urls, PluginRegistryTest.class.getClassLoader())) {
      return PluginRegistry.load(loader);
    }
  }

  /** A plugin whose description of itself a test can spoil. */
  private abstract static class Described implements Plugin {
    @Override
    public String name() {
      return "odd";
    }

    @Override
    public String description() {
      return "Odd.";
    }

    @Override
    public Set<Role> provides() {
      return Set.of();
    }

    @Override
    public Module module() {
      return Modules.EMPTY_MODULE;
    }
  }

  /** Has no name. */
  public static final class Nameless extends Described {
    @Override
    public String name() {
      return null;
    }
  }

  /** Has a name that is not in kebab-case. */
  public static final class Shouting extends Described {
    @Override
    public String name() {
      return "My Plugin";
    }
  }

  /** Can't say its name. */
  public static final class Stuttering extends Described {
    @Override
    public String name() {
      throw new UnsupportedOperationException("no name yet");
    }
  }

  /** Has a configuration that does not say what it is for. */
  public static final class Unsaid extends Described {
    record UnsaidConfig(String model) {}

    @Override
    public Class<? extends Record> configuration() {
      return UnsaidConfig.class;
    }
  }

  /** One of two plugins called «odd». */
  public static final class OneOdd extends Described {}

  /** The other plugin called «odd». */
  public static final class OtherOdd extends Described {}

  @Test
  void pluginsAreFoundByTheirServiceFile() {
    PluginRegistry registry = PluginRegistry.load(getClass().getClassLoader());
    assertThat(registry.names()).containsExactly("brittle", "echo", "loose", "needy");
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

  @Test
  void aPluginThatDoesNotDescribeItselfIsBrokenAndDoesNotStopTheOthers(@TempDir Path jar)
      throws IOException {
    PluginRegistry registry =
        withService(
            jar,
            Nameless.class.getName(),
            Shouting.class.getName(),
            Stuttering.class.getName(),
            Unsaid.class.getName(),
            OneOdd.class.getName());
    assertThat(registry.names()).contains("echo", "odd").doesNotContain("My Plugin");
    assertThat(registry.find("odd")).containsInstanceOf(OneOdd.class);
    assertThat(registry.broken())
        .hasSize(4)
        .allSatisfy(
            said -> assertThat(said).contains("test-classes").contains("a name in kebab-case"));
    assertThat(registry.broken().get(0)).contains("$Nameless in").endsWith("its name is 'null'");
    assertThat(registry.broken().get(1)).contains("$Shouting in").endsWith("'My Plugin'");
    assertThat(registry.broken().get(2)).contains("$Stuttering in").endsWith("no name yet");
    assertThat(registry.broken().get(3))
        .contains("$Unsaid in")
        .contains("component 'model'")
        .endsWith("has no @Setting");
  }

  @Test
  void ofTwoPluginsWithOneNameNoneIsUsed(@TempDir Path jar) throws IOException {
    PluginRegistry registry = withService(jar, OneOdd.class.getName(), OtherOdd.class.getName());
    assertThat(registry.names()).contains("echo").doesNotContain("odd");
    assertThatThrownBy(
            () -> AgentAssembly.of(new AgentSpec("a", List.of("odd"), Map.of()), registry))
        .hasMessageContaining("unknown plugin 'odd'")
        .hasMessageContaining("plugins of one name, 'odd', of which none is used")
        .hasMessageContaining(OneOdd.class.getName() + " in ")
        .hasMessageContaining(OtherOdd.class.getName() + " in ");
  }
}
