package org.mkailin.transforms;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.resourcehints.ResourceHints;
import org.mkailin.agent.AgentResources;
import org.mkailin.agent.AgentSpec;

/**
 * Asks the runner for machines that fit an agent, by Beam's resource hints.
 *
 * <p>A runner keeps apart what has different hints. So everything that should stay in one stage
 * with the agent needs the same: what takes the groups apart before it, and what sorts its outcomes
 * after it; or each element would be carried from machine to machine. What writes to the shuffle
 * before has none, since it needs no accelerator.
 */
final class RightFit {
  private RightFit() {}

  /** The same transform, on machines that have what {@code agent} asks for. */
  static <T extends PTransform<?, ?>> T to(AgentSpec agent, T transform) {
    if (!agent.resources().equals(AgentResources.ANY)) {
      transform.setResourceHints(hints(agent.resources()));
    }
    return transform;
  }

  private static ResourceHints hints(AgentResources resources) {
    ResourceHints hints = ResourceHints.create();
    if (!resources.accelerator().isEmpty()) {
      hints = hints.withAccelerator(resources.accelerator());
    }
    if (!resources.minRam().isEmpty()) {
      hints = hints.withMinRam(resources.minRam());
    }
    return resources.cpus() > 0 ? hints.withCPUCount(resources.cpus()) : hints;
  }
}
