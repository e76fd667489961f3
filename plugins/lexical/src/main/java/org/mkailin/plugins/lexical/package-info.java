/**
 * Agents that need no neural model: questions by English grammar and by MeSH heading and qualifier,
 * answers from the abstract's own conclusion.
 *
 * <p>Start with {@link org.mkailin.plugins.lexical.LexicalModule}, which binds the agents of {@code
 * question} and {@code answer}; both stand on {@code mesh} and {@code citation}, and these on
 * {@code grammar}.
 */
@NullMarked
package org.mkailin.plugins.lexical;

import org.jspecify.annotations.NullMarked;
