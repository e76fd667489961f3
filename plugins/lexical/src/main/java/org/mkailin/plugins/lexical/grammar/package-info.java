/**
 * As much English grammar as questions need: words with their parts of speech, the finite verb of a
 * sentence, its subject and where its clause ends, verb forms, capitals.
 *
 * <p>Start with {@link org.mkailin.plugins.lexical.grammar.MainVerb}.
 */
@NullMarked
package org.mkailin.plugins.lexical.grammar;

import org.jspecify.annotations.NullMarked;
