/**
 * MeSH headings as phrases of a question: what kind of thing a heading names, how it is written
 * inside a sentence, which questions its qualifiers allow.
 *
 * <p>Start with {@link org.mkailin.plugins.lexical.mesh.HeadingKind}.
 */
@NullMarked
package org.mkailin.plugins.lexical.mesh;

import org.jspecify.annotations.NullMarked;
