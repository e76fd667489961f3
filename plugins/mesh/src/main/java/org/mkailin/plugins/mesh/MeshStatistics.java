package org.mkailin.plugins.mesh;

import jakarta.inject.Inject;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.Citation;
import org.mkailin.plugin.CorpusStatistics;

/** Counts how often a corpus uses each MeSH descriptor; the lines of {@link DescriptorCounts}. */
final class MeshStatistics implements CorpusStatistics {
  private final AgentSpec spec;

  /**
   * Statistics of the agent {@code spec}.
   *
   * @param ontology is only asked for, so that a wrong MeSH file fails before the pipeline starts
   */
  @Inject
  MeshStatistics(AgentSpec spec, @SuppressWarnings("unused") MeshOntology ontology) {
    this.spec = spec;
  }

  @Override
  public PTransform<PCollection<Citation>, PCollection<String>> pass() {
    return new CountDescriptors(spec);
  }
}
