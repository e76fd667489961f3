package org.mkailin.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.mkailin.config.ConfigBinder;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.PluginRegistry;

/** What README says of configuration is what the plugins say of themselves. */
class ReadmeTest {
  @Test
  void readmeListsEveryKeyOfEveryPlugin() throws IOException {
    String readme = Files.readString(Path.of("../../README.md"));
    List<String> rows = new ArrayList<>();
    for (Plugin plugin : PluginRegistry.load(getClass().getClassLoader()).all()) {
      if (plugin.getClass().getPackage().equals(getClass().getPackage())) {
        continue; // one of the tests' own
      }
      for (ConfigBinder.Key key : ConfigBinder.keys(plugin.configuration())) {
        rows.add(
            String.format(
                Locale.ROOT,
                "| `%s` | `%s` | %s | %s |",
                plugin.name(),
                key.name(),
                key.byDefault().orElse(key.optional() ? "none" : "required"),
                key.help()));
      }
    }
    assertThat(readme.lines().toList()).containsAll(rows);
  }
}
