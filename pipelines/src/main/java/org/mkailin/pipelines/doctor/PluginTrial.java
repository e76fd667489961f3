package org.mkailin.pipelines.doctor;

import java.util.Locale;
import org.mkailin.plugin.Findings;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.PluginRegistry;

/** Has a plugin examine the machine, for {@code mkailin doctor}. */
public final class PluginTrial {
  private PluginTrial() {}

  /** Has a plugin look at what it needs; what it throws is a problem like any other. */
  public static void of(Plugin plugin, Findings findings) {
    try {
      plugin.examine(findings);
    } catch (RuntimeException | LinkageError e) {
      StackTraceElement[] trace = e.getStackTrace();
      findings.problem(
          "examination",
          String.format(
              Locale.ROOT,
              "plugin '%s' broke it off with %s%s",
              plugin.name(),
              e,
              trace.length == 0 ? "" : ", at " + trace[0]),
          "tell its author; it comes from " + PluginRegistry.jarOf(plugin));
    }
  }
}
