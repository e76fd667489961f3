/**
 * The answer agent: the abstract's own conclusion, and whether it says yes, no or maybe.
 *
 * <p>Start with {@link org.mkailin.plugins.lexical.answer.ConclusionAnswers}.
 */
@NullMarked
package org.mkailin.plugins.lexical.answer;

import org.jspecify.annotations.NullMarked;
