package org.mkailin.plugins.prompted;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mkailin.model.GenerationRequest.Message;

/**
 * The messages of a conversation, with places to be filled in.
 *
 * <p>As a file it looks so:
 *
 * <pre>
 * # Lines before the first message are comments.
 * == system ==
 * You are a librarian.
 * == user ==
 * Ask one question about «{{title}}».
 * </pre>
 *
 * <p>A line that begins with two equals signs begins a message of {@code system}, {@code user} or
 * {@code assistant}. A system message can only be the first; users and assistants then take turns,
 * from the user to the user, so that examples can be given. Blank lines around a message and blanks
 * at the end of a line do not count. {@code == user: empty ==} is a message without any text, for a
 * model that is to speak from nothing; only the question generator's prompt may have one.
 *
 * <p>What is filled in is never looked at again: a title with {@code {{abstract}}} or {@code ==
 * system ==} in it stays as it is. A template can't hold double braces of its own.
 */
final class PromptTemplate {
  /** A piece of a message. */
  sealed interface Part {
    /** Text that stays as it is. */
    record Text(String text) implements Part {}

    /** A place to be filled in. */
    record Slot(Placeholder placeholder) implements Part {}
  }

  /**
   * One message.
   *
   * @param role «system», «user» or «assistant»
   * @param parts in order; none where the message is empty
   */
  record Section(String role, List<Part> parts) {
    Section {
      parts = List.copyOf(parts);
    }
  }

  private final List<Section> sections;
  private final Set<Placeholder> used;

  PromptTemplate(List<Section> sections) {
    this.sections = List.copyOf(sections);
    this.used = placeholders(sections);
  }

  /** The placeholders that occur in messages. */
  static Set<Placeholder> placeholders(List<Section> sections) {
    return sections.stream()
        .flatMap(section -> section.parts().stream())
        .filter(Part.Slot.class::isInstance)
        .map(part -> ((Part.Slot) part).placeholder())
        .collect(Collectors.toUnmodifiableSet());
  }

  boolean uses(Placeholder placeholder) {
    return used.contains(placeholder);
  }

  /**
   * The conversation with every place filled in.
   *
   * @throws IllegalArgumentException if a placeholder that occurs has no value
   */
  List<Message> fill(Map<Placeholder, String> values) {
    if (!values.keySet().containsAll(used)) {
      throw new IllegalArgumentException(
          "values for " + values.keySet() + " do not fill a template with " + used);
    }
    return sections.stream()
        .map(section -> new Message(section.role(), text(section, values)))
        .toList();
  }

  private static String text(Section section, Map<Placeholder, String> values) {
    StringBuilder text = new StringBuilder();
    for (Part part : section.parts()) {
      if (part instanceof Part.Slot slot) {
        text.append(values.get(slot.placeholder()));
      } else if (part instanceof Part.Text literal) {
        text.append(literal.text());
      }
    }
    return text.toString();
  }
}
