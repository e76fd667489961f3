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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mkailin.config.ConfigBinder;

/**
 * The plugins on the class path, by name.
 *
 * <p>A plugin that can't be loaded, or does not describe itself as it should, does not stop the
 * others: it is kept in {@link #broken()}, with its jar, its class and what was expected. So are
 * plugins that share a name: none of them is found, since the class path would choose between them.
 */
public final class PluginRegistry {
  private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final String SERVICE_FILE = "META-INF/services/" + Plugin.class.getName();

  private final Map<String, Plugin> plugins = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();

  private PluginRegistry() {}

  /** Finds every plugin that {@code loader} can see. */
  public static PluginRegistry load(ClassLoader loader) {
    PluginRegistry registry = new PluginRegistry();
    Map<String, List<Plugin>> namesakes = new TreeMap<>();
    Iterator<Plugin> found = ServiceLoader.load(Plugin.class, loader).iterator();
    while (true) {
      try {
        if (!found.hasNext()) {
          break;
        }
        Plugin plugin = found.next();
        registry
            .checkedName(plugin)
            .ifPresent(name -> namesakes.computeIfAbsent(name, n -> new ArrayList<>()).add(plugin));
      } catch (ServiceConfigurationError | LinkageError e) {
        registry.broken.add(explain(e, loader));
      }
    }
    namesakes.forEach(registry::add);
    return registry;
  }

  /** The name of a plugin that describes itself as it should; empty if it does not. */
  private Optional<String> checkedName(Plugin plugin) {
    try {
      String name = plugin.name();
      if (name == null || !KEBAB_CASE.matcher(name).matches()) {
        throw new IllegalStateException("its name is '" + name + "'");
      }
      Objects.requireNonNull(plugin.description(), "its description is null");
      Objects.requireNonNull(plugin.provides(), "what it provides is null");
      Objects.requireNonNull(plugin.requires(), "what it requires is null");
      ConfigBinder.keys(
          Objects.requireNonNull(plugin.configuration(), "its configuration is null"));
      return Optional.of(name);
    } catch (RuntimeException | LinkageError e) {
      broken.add(
          String.format(
              Locale.ROOT,
              "plugin class %s in %s can't be used; expected a name in kebab-case, a description,"
                  + " roles, and a configuration record whose components all have a @Setting: %s",
              plugin.getClass().getName(),
              jarOf(plugin),
              e.getMessage() == null ? e : e.getMessage()));
      return Optional.empty();
    }
  }

  private void add(String name, List<Plugin> namesakes) {
    if (namesakes.size() == 1) {
      plugins.put(name, namesakes.get(0));
    } else {
      // None of them: which one comes first is the class path's whim.
      broken.add(
          String.format(
                  Locale.ROOT,
                  "plugins of one name, '%s', of which none is used; remove all but one: ",
                  name)
              + namesakes.stream()
                  .map(plugin -> plugin.getClass().getName() + " in " + jarOf(plugin))
                  .collect(Collectors.joining(", ")));
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

  /** What could not be loaded or used: for each its jar, its class, and what was expected. */
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
            return String.format(
                Locale.ROOT,
                "plugin class %s, named in %s, could not be loaded; expected a public class"
                    + " that implements %s and has a public constructor without parameters: %s%s",
                name,
                jar,
                Plugin.class.getName(),
                said,
                cause);
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
