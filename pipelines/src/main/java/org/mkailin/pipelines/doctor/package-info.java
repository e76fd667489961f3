/**
 * What {@code mkailin doctor} looks at: the machine, folders, plugins, agents, workers.
 *
 * <p>Start with {@link org.mkailin.pipelines.doctor.AgentsTrial}.
 */
@NullMarked
package org.mkailin.pipelines.doctor;

import org.jspecify.annotations.NullMarked;
