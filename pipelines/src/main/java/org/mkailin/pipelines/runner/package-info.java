/**
 * What differs from runner to runner: defaults, checks before a job is sent, what a failure says.
 *
 * <p>Start with {@link org.mkailin.pipelines.runner.SupportedRunner}; the modules of {@code
 * runners-config} implement it.
 */
@NullMarked
package org.mkailin.pipelines.runner;

import org.jspecify.annotations.NullMarked;
