package org.mkailin.runners.flink;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a job manager's web interface, as {@code --flinkMaster} gives it.
 *
 * @param scheme http or https
 */
record FlinkMaster(String scheme, String host, int port) {
  /** Flink inside the launcher's own process. */
  static final String LOCAL = "[local]";

  private static final int DEFAULT_PORT = 8081;
  private static final int LAST_PORT = 65535;

  private static final Pattern FORM =
      Pattern.compile("(?:(https?)://)?([\\w.-]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?/?");

  /** Reads HOST, HOST:PORT or an http URL of that; empty where it is none of these. */
  static Optional<FlinkMaster> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int port = form.group(3) == null ? DEFAULT_PORT : Integer.parseInt(form.group(3));
    return port < 1 || port > LAST_PORT
        ? Optional.empty()
        : Optional.of(
            new FlinkMaster(
                Objects.requireNonNullElse(form.group(1), "http"), form.group(2), port));
  }

  String url() {
    return String.format(Locale.ROOT, "%s://%s:%d", scheme, host, port);
  }
}
