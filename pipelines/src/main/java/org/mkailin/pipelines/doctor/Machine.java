package org.mkailin.pipelines.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.mkailin.plugin.Findings;

/** What {@code mkailin doctor} looks at on any machine, whatever the plugins. */
public final class Machine {
  private static final double GIB = 1L << 30;

  /** Below this, a run of some size would not get far. */
  private static final long LITTLE_SPACE = 1L << 30;

  private Machine() {}

  /** Looks at Java, the system, and the folders that a run writes to. */
  public static void examine(Findings findings) {
    findings.good(
        "Java",
        String.format(
            Locale.ROOT,
            "%s (%s), %d processors, %.1f GiB heap",
            System.getProperty("java.version"),
            System.getProperty("java.vendor"),
            Runtime.getRuntime().availableProcessors(),
            Runtime.getRuntime().maxMemory() / GIB));
    findings.good(
        "system",
        String.format(
            Locale.ROOT,
            "%s %s, %s",
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch")));
    // Native libraries are unpacked there.
    examine(
        "temporary folder",
        Path.of(System.getProperty("java.io.tmpdir")),
        "name another by JAVA_OPTS=-Djava.io.tmpdir=FOLDER",
        findings);
    examine(
        "working folder",
        Path.of("").toAbsolutePath(),
        "start mkailin in another, or let --out name a folder elsewhere",
        findings);
  }

  private static void examine(String what, Path folder, String nextStep, Findings findings) {
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      findings.problem(what, folder + " is no folder that can be written to", nextStep);
      return;
    }
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      String seen = String.format(Locale.ROOT, "%s, %.1f GiB free", folder, free / GIB);
      if (free < LITTLE_SPACE) {
        findings.note(what, seen + ": little for a run");
      } else {
        findings.good(what, seen);
      }
    } catch (IOException e) {
      findings.note(
          what, String.format(Locale.ROOT, "%s, free space unknown: %s", folder, e.getMessage()));
    }
  }
}
