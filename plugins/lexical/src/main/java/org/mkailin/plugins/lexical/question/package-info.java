/**
 * The two question agents and the ways in which they ask.
 *
 * <p>Start with {@link org.mkailin.plugins.lexical.question.GeneralQuestions} and {@link
 * org.mkailin.plugins.lexical.question.DomainQuestions}. A statement becomes a yes/no question in
 * {@code FindingInverter}, a noun phrase a wh-question in {@code TopicPhrase}.
 */
@NullMarked
package org.mkailin.plugins.lexical.question;

import org.jspecify.annotations.NullMarked;
