package org.mkailin.pipelines.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** Which mkailin this is. */
public final class Version {
  private Version() {}

  /** The version that Maven built. */
  public static String current() {
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The version that a plugin's jar states, or mkailin's own for what comes with it. */
  static String of(Class<?> plugin) {
    return Optional.ofNullable(plugin.getPackage().getImplementationVersion())
        .orElseGet(() -> plugin.getName().startsWith("org.mkailin.") ? current() : "not stated");
  }
}
