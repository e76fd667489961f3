/**
 * What a run leaves in its output folder, and how it is published there: sets, dataset card,
 * report, manifest.
 *
 * <p>Start with {@link org.mkailin.pipelines.results.Publication}.
 */
@NullMarked
package org.mkailin.pipelines.results;

import org.jspecify.annotations.NullMarked;
