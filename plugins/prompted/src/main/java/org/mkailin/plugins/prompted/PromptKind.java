package org.mkailin.plugins.prompted;

import static org.mkailin.plugins.prompted.Placeholder.ABSTRACT;
import static org.mkailin.plugins.prompted.Placeholder.CONTEXTS;
import static org.mkailin.plugins.prompted.Placeholder.FIRST_CONTEXTS;
import static org.mkailin.plugins.prompted.Placeholder.FIRST_QUESTION;
import static org.mkailin.plugins.prompted.Placeholder.MESH;
import static org.mkailin.plugins.prompted.Placeholder.QUESTION;
import static org.mkailin.plugins.prompted.Placeholder.SECOND_CONTEXTS;
import static org.mkailin.plugins.prompted.Placeholder.SECOND_QUESTION;
import static org.mkailin.plugins.prompted.Placeholder.TITLE;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mkailin.config.Suggestion;

/**
 * One of the three prompts.
 *
 * @param builtIn the resource beside this class that holds the built-in template
 * @param known the placeholders that can be filled in
 * @param needed of these a template must use at least one
 * @param mayBeEmpty whether a template may tell the model nothing at all
 */
record PromptKind(
    String builtIn, List<Placeholder> known, List<Placeholder> needed, boolean mayBeEmpty) {

  /** What the question generator is told. */
  static final PromptKind ASK =
      new PromptKind(
          "question.txt",
          List.of(TITLE, ABSTRACT, MESH),
          List.of(TITLE, ABSTRACT, MESH),
          /* mayBeEmpty= */ true);

  /** What the evaluator is told. */
  static final PromptKind JUDGE =
      new PromptKind(
          "judge.txt",
          List.of(
              TITLE,
              ABSTRACT,
              MESH,
              FIRST_QUESTION,
              FIRST_CONTEXTS,
              SECOND_QUESTION,
              SECOND_CONTEXTS),
          List.of(FIRST_QUESTION, FIRST_CONTEXTS),
          /* mayBeEmpty= */ false);

  /** What the answerer is told. */
  static final PromptKind ANSWER =
      new PromptKind(
          "answer.txt",
          List.of(TITLE, ABSTRACT, MESH, QUESTION, CONTEXTS),
          List.of(QUESTION),
          /* mayBeEmpty= */ false);

  Optional<Placeholder> find(String key) {
    return known.stream().filter(p -> p.key().equals(key)).findFirst();
  }

  /** What is wrong with a key that {@link #find} does not know; ends with all known ones. */
  String whyUnknown(String key) {
    List<String> keys = known.stream().map(Placeholder::key).sorted().toList();
    String list = "; known: " + String.join(", ", keys);
    String suggestion = Suggestion.among(keys, key).replace(list, "");
    return "unknown placeholder {{" + key + "}}" + suggestion + list;
  }

  /** What a template lacks that uses only these placeholders. */
  List<String> whatIsMissing(Set<Placeholder> used) {
    List<String> problems = new ArrayList<>();
    if (needed.stream().noneMatch(used::contains)) {
      problems.add(
          "never uses "
              + needed.stream().map(Placeholder::toString).collect(Collectors.joining(" or ")));
    }
    checkShownAlike(FIRST_QUESTION, SECOND_QUESTION, used, problems);
    checkShownAlike(FIRST_CONTEXTS, SECOND_CONTEXTS, used, problems);
    return problems;
  }

  private static void checkShownAlike(
      Placeholder first, Placeholder second, Set<Placeholder> used, List<String> problems) {
    if (used.contains(first) != used.contains(second)) {
      boolean hasFirst = used.contains(first);
      problems.add(
          String.format(
              Locale.ROOT,
              "uses %s but not %s; both sides must be shown alike",
              hasFirst ? first : second,
              hasFirst ? second : first));
    }
  }
}
