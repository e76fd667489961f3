package org.mkailin.pipelines.command;

import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.mkailin.pipelines.job.Progress;

/** What is logged, and how it looks: one line each, on standard error. */
public final class Logging {
  private static final Logger ROOT = Logger.getLogger("");
  private static final Logger OURS = Logger.getLogger("org.mkailin");

  private Logging() {}

  /**
   * Sets up java.util.logging.
   *
   * @param verbose whether to log everyone's INFO, and not only ours
   */
  public static void configure(boolean verbose) {
    for (var handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    ConsoleHandler console = new ConsoleHandler();
    console.setLevel(Level.ALL);
    console.setFormatter(new OneLine());
    ROOT.addHandler(console);
    ROOT.setLevel(verbose ? Level.INFO : Level.SEVERE);
    OURS.setLevel(Level.INFO);
  }

  private static final class OneLine extends Formatter {
    @Override
    public String format(LogRecord record) {
      String start = Boolean.getBoolean(Progress.TERMINAL) ? Progress.CLEAR_LINE : "";
      String line =
          start
              + String.format(
                  Locale.ROOT,
                  "%tT %s %s: %s%n",
                  record.getMillis(),
                  record.getLevel(),
                  record.getLoggerName(),
                  formatMessage(record));
      return record.getThrown() == null ? line : line + "  " + record.getThrown() + "\n";
    }
  }
}
