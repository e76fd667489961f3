package org.mkailin.plugins.lexical;

/** How the question generator asks. */
public enum QuestionStyle {
  /** Rephrases what the authors wrote: title, objective or finding. */
  GENERAL,
  /** Asks what an indexer would: MeSH headings joined by their qualifiers. */
  DOMAIN
}
