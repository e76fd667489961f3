/**
 * What has to be known of the corpus before the agents can work: the passage index, and an agent's
 * statistics; by itself, that is {@code mkailin index}.
 *
 * <p>Start with {@link org.mkailin.pipelines.prepare.PreparePipeline}.
 */
@NullMarked
package org.mkailin.pipelines.prepare;

import org.jspecify.annotations.NullMarked;
