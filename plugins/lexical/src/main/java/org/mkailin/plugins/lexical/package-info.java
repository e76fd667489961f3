/**
 * Agents that need no neural model: questions by English grammar and by MeSH heading and qualifier,
 * answers from the abstract's own conclusion.
 *
 * <p>Start with {@link org.mkailin.plugins.lexical.GeneralQuestions}, {@link
 * org.mkailin.plugins.lexical.DomainQuestions} and {@link
 * org.mkailin.plugins.lexical.ConclusionAnswers}. The grammar is in {@code MainVerb} (which word is
 * the finite verb), {@code FindingInverter} (statement to yes/no question) and {@code TopicPhrase}
 * (noun phrase to wh-question).
 */
@NullMarked
package org.mkailin.plugins.lexical;

import org.jspecify.annotations.NullMarked;
