/**
 * The command line: each command with its options, and what it prints when it is done.
 *
 * <p>Start with {@link org.mkailin.pipelines.command.DistillCommand}. Options that several commands
 * share are mixins: {@link org.mkailin.pipelines.command.CorpusOptions}, {@link
 * org.mkailin.pipelines.command.AgentOptions} and {@link
 * org.mkailin.pipelines.command.BeamArguments}.
 */
@NullMarked
package org.mkailin.pipelines.command;

import org.jspecify.annotations.NullMarked;
