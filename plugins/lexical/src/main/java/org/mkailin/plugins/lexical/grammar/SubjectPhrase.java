package org.mkailin.plugins.lexical.grammar;

/**
 * The subject of a main clause.
 *
 * @param adjunct what stands before it and may open the question: «In older adults,»; else empty
 * @param text the subject, first letter as written
 * @param adverbs of manner between it and the verb: «rapidly»; else empty
 */
public record SubjectPhrase(String adjunct, String text, String adverbs) {}
