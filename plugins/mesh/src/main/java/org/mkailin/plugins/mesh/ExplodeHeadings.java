package org.mkailin.plugins.mesh;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.runtime.AgentLease;

/**
 * Gives the keys of all descriptors that a citation counts for, each once, and the root's; nothing
 * where it has no known heading.
 *
 * <p>It holds only the agent's spec; the ontology is the agent's, one for each JVM.
 */
final class ExplodeHeadings extends DoFn<Citation, List<String>> {
  /** Metric in the namespace of this class: headings that the MeSH file does not hold. */
  static final String UNKNOWN_HEADINGS = "unknown-mesh-headings";

  private final AgentSpec spec;
  private final Counter unknown = Metrics.counter(ExplodeHeadings.class, UNKNOWN_HEADINGS);
  private transient @Nullable AgentLease lease;
  private transient @Nullable MeshOntology ontology;

  ExplodeHeadings(AgentSpec spec) {
    this.spec = spec;
  }

  @Setup
  public void setUp() {
    lease = AgentLease.of(spec);
    try {
      ontology = lease.get(MeshOntology.class);
    } catch (RuntimeException e) {
      tearDown();
      throw e;
    }
  }

  @ProcessElement
  public void explode(@Element Citation citation, OutputReceiver<List<String>> exploded) {
    int[] known =
        citation.headings().stream()
            .mapToInt(this::find)
            .filter(number -> number != MeshOntology.UNKNOWN)
            .toArray();
    if (known.length > 0) {
      List<String> keys = new ArrayList<>(List.of(DescriptorCounts.ROOT));
      ontology.withAncestors(known).forEach(number -> keys.add(ontology.descriptor(number).key()));
      exploded.output(keys);
    }
  }

  private int find(MeshHeading heading) {
    int found = ontology.find(heading);
    if (found == MeshOntology.UNKNOWN) {
      unknown.inc();
    }
    return found;
  }

  @Teardown
  public void tearDown() {
    if (lease != null) {
      lease.close();
      lease = null;
    }
  }
}
