/**
 * What a citation says where: its title, the sections of its abstract, statements and conclusion.
 *
 * <p>Start with {@link org.mkailin.plugins.lexical.citation.Sections}.
 */
@NullMarked
package org.mkailin.plugins.lexical.citation;

import org.jspecify.annotations.NullMarked;
