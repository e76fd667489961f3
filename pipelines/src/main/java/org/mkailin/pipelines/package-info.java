/**
 * The command line {@code mkailin}.
 *
 * <p>Packages below use only those further down:
 *
 * <pre>
 * command                      the commands, their options, what they print
 * doctor, distill → prepare    what the commands do
 * results                      what a run leaves, and how it is published
 * books   agents   job         counts; the agents' configuration; a Beam job
 * place                        files and folders
 * runner                       what is known of a Beam runner
 * </pre>
 *
 * <p>Start with {@link org.mkailin.pipelines.distill.DistillPipeline}, which reads like the paper.
 */
@NullMarked
package org.mkailin.pipelines;

import org.jspecify.annotations.NullMarked;
