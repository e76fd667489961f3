/**
 * The roles that agents play, and what they give back.
 *
 * <p>An agent comes in one of two forms. In the <b>worker form</b> it is plain Java, an {@link
 * org.mkailin.agent.Agent}: a batch in, a batch out. In the <b>transform form</b> it is a dataflow
 * of its own, an {@link org.mkailin.agent.AgentTransform}. Start with {@link
 * org.mkailin.agent.Agent}.
 */
@NullMarked
package org.mkailin.agent;

import org.jspecify.annotations.NullMarked;
