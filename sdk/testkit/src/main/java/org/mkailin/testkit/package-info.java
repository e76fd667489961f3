/**
 * What a plugin's tests stand on: contract tests that every agent extends, fakes to put beside it,
 * and a few citations.
 *
 * <p>Start with {@link org.mkailin.testkit.AgentContract}: extend it, say how your agent is
 * configured and what it reads, and JUnit runs the contract.
 */
@NullMarked
package org.mkailin.testkit;

import org.jspecify.annotations.NullMarked;
