package org.mkailin.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The plugins on the class path, by name.
 *
 * <p>A plugin that can't be loaded does not stop the others: it is kept in {@link #broken()}, with
 * its jar, its class and what was expected.
 */
public final class PluginRegistry {
  private static final String SERVICE_FILE = "META-INF/services/" + Plugin.class.getName();

  private final Map<String, Plugin> plugins = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();

  private PluginRegistry() {}

  /** Finds every plugin that {@code loader} can see. */
  public static PluginRegistry load(ClassLoader loader) {
    PluginRegistry registry = new PluginRegistry();
    Iterator<Plugin> found = ServiceLoader.load(Plugin.class, loader).iterator();
    while (true) {
      try {
        if (!found.hasNext()) {
          return registry;
        }
        registry.add(found.next());
      } catch (ServiceConfigurationError | LinkageError e) {
        registry.broken.add(explain(e, loader));
      }
    }
  }

  private void add(Plugin plugin) {
    Plugin other = plugins.putIfAbsent(plugin.name(), plugin);
    if (other != null) {
      broken.add(
          "two plugins are called '%s': %s in %s and %s in %s; the first is used"
              .formatted(
                  plugin.name(),
                  other.getClass().getName(),
                  jarOf(other),
                  plugin.getClass().getName(),
                  jarOf(plugin)));
    }
  }

  /** The plugin of this name, if there is one. */
  public Optional<Plugin> find(String name) {
    return Optional.ofNullable(plugins.get(name));
  }

  /** Every plugin, by name. */
  public Collection<Plugin> all() {
    return Collections.unmodifiableCollection(plugins.values());
  }

  /** The names of all plugins. */
  public Collection<String> names() {
    return Collections.unmodifiableSet(plugins.keySet());
  }

  /** What could not be loaded: for each its jar, its class, and what was expected. */
  public List<String> broken() {
    return Collections.unmodifiableList(broken);
  }

  /** The jar or folder that a plugin was loaded from. */
  public static String jarOf(Plugin plugin) {
    var source = plugin.getClass().getProtectionDomain().getCodeSource();
    return source == null ? "an unknown place" : source.getLocation().getPath();
  }

  private static String explain(Throwable error, ClassLoader loader) {
    String said = String.valueOf(error.getMessage());
    String cause = error.getCause() == null ? "" : " (" + error.getCause() + ")";
    try {
      for (URL file : Collections.list(loader.getResources(SERVICE_FILE))) {
        for (String name : namesIn(file)) {
          if (said.contains(name)) {
            String jar = file.getPath().replace("!/" + SERVICE_FILE, "").replace("file:", "");
            return ("plugin class %s, named in %s, could not be loaded; expected a public class"
                    + " that implements %s and has a public constructor without parameters: %s%s")
                .formatted(name, jar, Plugin.class.getName(), said, cause);
          }
        }
      }
    } catch (IOException e) {
      error.addSuppressed(e);
    }
    return "a plugin could not be loaded: " + said + cause;
  }

  private static List<String> namesIn(URL serviceFile) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(serviceFile.openStream(), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> line.replaceAll("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }
}
