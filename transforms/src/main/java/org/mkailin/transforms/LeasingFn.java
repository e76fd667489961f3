package org.mkailin.transforms;

import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;
import org.mkailin.agent.AgentSpec;
import org.mkailin.runtime.AgentLease;

/** A DoFn that holds a lease on an agent for as long as it lives. */
abstract class LeasingFn<I, O> extends DoFn<I, O> {
  private final AgentSpec spec;
  private transient @Nullable AgentLease lease;

  LeasingFn(AgentSpec spec) {
    this.spec = spec;
  }

  @Setup
  public final void lease() {
    lease = AgentLease.of(spec);
  }

  @Teardown
  public final void release() {
    if (lease != null) {
      lease.close();
    }
  }

  final AgentSpec spec() {
    return spec;
  }

  /** The agent's implementation of a role. */
  final <T> T get(Class<T> role) {
    if (lease == null) {
      throw new IllegalStateException("agent '" + spec.name() + "' is not leased");
    }
    return lease.get(role);
  }
}
