/**
 * The agents' roles as Beam transforms.
 *
 * <p>Each takes an agent by its spec and gives a {@link org.mkailin.transforms.WithRejections}:
 * what the agent made, and what it rejected. The Beam part is written once, in {@link
 * org.mkailin.transforms.RunAgent}; start there.
 */
@NullMarked
package org.mkailin.transforms;

import org.jspecify.annotations.NullMarked;
