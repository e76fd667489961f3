/**
 * Agents on a worker: leased by spec, built once, shared, closed when the last lease ends.
 *
 * <p>Start with {@link org.mkailin.runtime.AgentLease}.
 */
@NullMarked
package org.mkailin.runtime;

import org.jspecify.annotations.NullMarked;
