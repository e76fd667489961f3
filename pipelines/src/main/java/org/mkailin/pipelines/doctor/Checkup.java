package org.mkailin.pipelines.doctor;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mkailin.plugin.Findings;

/**
 * What {@code mkailin doctor} finds, grouped by title, and written as it is found: where a check
 * hangs or crashes, the last line tells how far it came.
 *
 * <pre>
 * This machine
 *   ok       Java                  17.0.15 (Debian), 2 processors, 3.9 GiB heap
 *   problem  temporary folder      /tmp can't be written to
 *                                  → name another by JAVA_OPTS=-Djava.io.tmpdir=FOLDER
 * </pre>
 */
public final class Checkup {
  /** As wide as the usage help. */
  private static final int WIDTH = 100;

  private static final String START_OF_LINE = "  %-7s  %-20s  ";
  private static final String MARGIN = String.format(Locale.ROOT, START_OF_LINE, "", "");
  private static final String NEXT_STEP = MARGIN + "→ ";

  private final PrintWriter out;
  private boolean written;
  private int problems;

  public Checkup(PrintWriter out) {
    this.out = out;
  }

  /** Where to tell what is found about {@code title}; where nothing is, it is not mentioned. */
  public Findings of(String title) {
    return new Group(title);
  }

  /** How many problems were found until now. */
  public int problems() {
    return problems;
  }

  /** Writes the closing line. */
  public void end() {
    separate();
    out.println(
        switch (problems) {
          case 0 -> "No problems.";
          case 1 -> "1 problem.";
          default -> problems + " problems.";
        });
    out.flush();
  }

  private final class Group implements Findings {
    private final String title;
    private boolean begun;

    Group(String title) {
      this.title = title;
    }

    @Override
    public void good(String what, String seen) {
      tell("ok", what, seen);
    }

    @Override
    public void note(String what, String seen) {
      tell("note", what, seen);
    }

    @Override
    public void problem(String what, String seen, String nextStep) {
      problems++;
      tell("problem", what, seen);
      if (!nextStep.isBlank()) {
        print(NEXT_STEP, nextStep, MARGIN + "  ");
      }
    }

    private void tell(String kind, String what, String seen) {
      if (!begun) {
        begun = true;
        separate();
        out.println(title);
      }
      print(String.format(Locale.ROOT, START_OF_LINE, kind, what), seen, MARGIN);
    }
  }

  /** A blank line, but not at the top. */
  private void separate() {
    if (written) {
      out.println();
    }
    written = true;
  }

  private void print(String start, String text, String startOfNext) {
    String before = start;
    for (String line : wrapped(text, WIDTH - startOfNext.length())) {
      out.println((before + line).stripTrailing());
      before = startOfNext;
    }
    out.flush();
  }

  /** Lines of at most {@code width} characters; a longer word, such as a path, stays whole. */
  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
