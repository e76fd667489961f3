/**
 * A Beam job as its launcher sees it: options, progress line, end, failure in plain words.
 *
 * <p>Start with {@link org.mkailin.pipelines.job.PipelineRun}.
 */
@NullMarked
package org.mkailin.pipelines.job;

import org.jspecify.annotations.NullMarked;
