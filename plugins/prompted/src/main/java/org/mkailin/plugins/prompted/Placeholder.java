package org.mkailin.plugins.prompted;

import java.util.Locale;

/** What a prompt template can ask to be filled in; {@code {{first-question}}} in a file. */
enum Placeholder {
  /** The source's title. */
  TITLE,
  /** The source's abstract as one text. */
  ABSTRACT,
  /** The source's MeSH headings; «none» where it is not indexed. */
  MESH,
  /** The question to be answered. */
  QUESTION,
  /** Its contexts, best first. */
  CONTEXTS,
  /** The question that is shown first to the evaluator. */
  FIRST_QUESTION,
  /** Its contexts, with their MeSH headings. */
  FIRST_CONTEXTS,
  /** The question that is shown second to the evaluator. */
  SECOND_QUESTION,
  /** Its contexts, with their MeSH headings. */
  SECOND_CONTEXTS;

  /** The name between the braces. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As it stands in a template. */
  @Override
  public String toString() {
    return "{{" + key() + "}}";
  }
}
