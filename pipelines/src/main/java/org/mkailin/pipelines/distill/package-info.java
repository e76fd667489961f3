/**
 * {@code mkailin distill}.
 *
 * <p>Start with {@link org.mkailin.pipelines.distill.DistillPipeline}, which reads like the paper;
 * {@link org.mkailin.pipelines.distill.Distillation} runs it, from the checks before to the results
 * after.
 */
@NullMarked
package org.mkailin.pipelines.distill;

import org.jspecify.annotations.NullMarked;
