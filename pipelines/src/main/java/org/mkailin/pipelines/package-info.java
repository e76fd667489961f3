/**
 * The programs: {@code mkailin index}, {@code mkailin distill} and {@code mkailin demo}.
 *
 * <p>Start with {@link org.mkailin.pipelines.DistillPipeline}, which reads like the paper; {@link
 * org.mkailin.pipelines.Distillation} runs it from the checks before to the manifest after.
 */
@NullMarked
package org.mkailin.pipelines;

import org.jspecify.annotations.NullMarked;
