package org.mkailin.plugins.lexical;

/**
 * The subject of a main clause.
 *
 * @param adjunct what stands before it and may open the question: «In older adults,»; else empty
 * @param text the subject, first letter as written
 * @param adverbs of manner between it and the verb: «rapidly»; else empty
 */
record SubjectPhrase(String adjunct, String text, String adverbs) {}
