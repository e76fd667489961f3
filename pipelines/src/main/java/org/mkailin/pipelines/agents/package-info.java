/**
 * The agents of a run, read from YAML and checked, and the variables that their configuration
 * refers to.
 *
 * <p>Start with {@link org.mkailin.pipelines.agents.AgentsFile}.
 */
@NullMarked
package org.mkailin.pipelines.agents;

import org.jspecify.annotations.NullMarked;
