package org.mkailin.plugins.prompted;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mkailin.config.ConfigurationException;
import org.mkailin.config.Suggestion;
import org.mkailin.plugins.prompted.PromptTemplate.Part;
import org.mkailin.plugins.prompted.PromptTemplate.Section;

/** Makes a {@link PromptTemplate} of a file's text, and finds all that is wrong with it. */
final class TemplateParser {
  private static final Set<String> ROLES = Set.of("system", "user", "assistant");
  private static final Pattern ROLE_LINE =
      Pattern.compile("==\\s*([^=:]+?)\\s*(?::\\s*([^=]*?)\\s*)?==");
  private static final Pattern SLOT = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");

  /** A line of the file, numbered from 1. */
  private record Line(int number, String text) {}

  /** A message as it stands in the file, with the line that begins it. */
  private record Block(Line head, String role, boolean empty, List<Line> lines) {}

  private final String name;
  private final PromptKind kind;
  private final List<String> problems = new ArrayList<>();

  /**
   * A parser for one file.
   *
   * @param name what to call the file in messages
   */
  TemplateParser(String name, PromptKind kind) {
    this.name = name;
    this.kind = kind;
  }

  /**
   * The template.
   *
   * @throws ConfigurationException with every problem, each with its line
   */
  PromptTemplate parse(String text) {
    List<Block> blocks = blocks(text);
    checkTurns(blocks);
    List<Section> sections = blocks.stream().map(this::section).toList();
    boolean fromNothing = kind.mayBeEmpty() && blocks.stream().anyMatch(Block::empty);
    // What is missing may just be misspelt: then one message is enough.
    if (problems.isEmpty() && !fromNothing) {
      kind.whatIsMissing(PromptTemplate.placeholders(sections))
          .forEach(missing -> problems.add(name + " " + missing));
    }
    ConfigurationException.throwIfAny(problems);
    return new PromptTemplate(sections);
  }

  private List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    int number = 0;
    for (String raw : text.lines().toList()) {
      Line line = new Line(++number, raw.stripTrailing());
      Matcher head = ROLE_LINE.matcher(line.text());
      if (head.matches()) {
        blocks.add(block(line, head));
      } else if (line.text().startsWith("==")) {
        report(line, "'" + line.text() + "' begins no message; expected such as «== user ==»");
      } else if (!blocks.isEmpty()) {
        blocks.get(blocks.size() - 1).lines().add(line);
      } else if (!line.text().isEmpty() && !line.text().startsWith("#")) {
        report(line, "text before the first message; begin it with «== user ==», a comment with #");
      }
    }
    if (blocks.isEmpty() && problems.isEmpty()) {
      problems.add(name + " holds no message; expected a line «== user ==» and text below it");
    }
    return blocks;
  }

  private Block block(Line line, Matcher head) {
    String role = head.group(1);
    boolean marked = head.group(2) != null;
    if (!ROLES.contains(role)) {
      report(line, "unknown role '" + role + "'" + Suggestion.among(ROLES, role));
    } else if (marked && !head.group(2).equals("empty")) {
      report(line, "'" + head.group(2) + "' after the role; only 'empty' can stand there");
    } else if (marked && !(role.equals("user") && kind.mayBeEmpty())) {
      report(line, "only a user message of the question generator's prompt can be empty");
    }
    return new Block(line, role, marked, new ArrayList<>());
  }

  /** System first, if at all; then user and assistant in turns, from user to user. */
  private void checkTurns(List<Block> blocks) {
    if (!problems.isEmpty()) {
      return;
    }
    int start = blocks.get(0).role().equals("system") ? 1 : 0;
    for (int i = start; i < blocks.size(); i++) {
      String expected = (i - start) % 2 == 0 ? "user" : "assistant";
      if (!blocks.get(i).role().equals(expected)) {
        report(
            blocks.get(i).head(),
            String.format(
                Locale.ROOT,
                "a message of '%s' where '%s' has its turn",
                blocks.get(i).role(),
                expected));
        return;
      }
    }
    Block last = blocks.get(blocks.size() - 1);
    if (!last.role().equals("user")) {
      report(last.head(), "the last message must be the user's, but is '" + last.role() + "'");
    }
  }

  private Section section(Block block) {
    List<Line> lines = withoutBlankEnds(block.lines());
    if (lines.isEmpty() && !block.empty()) {
      report(
          block.head(),
          "the message is empty"
              + (kind.mayBeEmpty() && block.role().equals("user")
                  ? "; write «== user: empty ==» for a model that is to speak from nothing"
                  : ""));
    } else if (!lines.isEmpty() && block.empty()) {
      report(lines.get(0), "text in a message that is marked as empty");
    }
    List<Part> parts = new ArrayList<>();
    for (Line line : lines) {
      if (!parts.isEmpty()) {
        parts.add(new Part.Text("\n"));
      }
      addParts(line, parts);
    }
    return new Section(block.role(), parts);
  }

  private void addParts(Line line, List<Part> parts) {
    Matcher slot = SLOT.matcher(line.text());
    int end = 0;
    while (slot.find()) {
      addText(line, line.text().substring(end, slot.start()), parts);
      String key = slot.group(1);
      kind.find(key)
          .ifPresentOrElse(
              placeholder -> parts.add(new Part.Slot(placeholder)),
              () -> report(line, kind.whyUnknown(key)));
      end = slot.end();
    }
    addText(line, line.text().substring(end), parts);
  }

  private void addText(Line line, String text, List<Part> parts) {
    if (text.contains("{{") || text.contains("}}")) {
      report(line, "double braces that are no placeholder; expected one such as {{title}}");
    }
    // Also where it is empty: it stands for the line.
    parts.add(new Part.Text(text));
  }

  private static List<Line> withoutBlankEnds(List<Line> lines) {
    int from = 0;
    int to = lines.size();
    while (from < to && lines.get(from).text().isEmpty()) {
      from++;
    }
    while (to > from && lines.get(to - 1).text().isEmpty()) {
      to--;
    }
    return lines.subList(from, to);
  }

  private void report(Line line, String problem) {
    problems.add(name + ", line " + line.number() + ": " + problem);
  }
}
