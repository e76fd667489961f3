/**
 * The books: what went into each stage, what came out, what was rejected and why. They are kept in
 * the graph itself, and travel to the launcher in a file.
 *
 * <p>Start with {@link org.mkailin.pipelines.books.StageLedger}.
 */
@NullMarked
package org.mkailin.pipelines.books;

import org.jspecify.annotations.NullMarked;
