package org.mkailin.plugins.mesh;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import org.mkailin.agent.QuestionEvaluator;
import org.mkailin.plugin.CorpusStatistics;
import org.mkailin.runtime.Resources;

/** Binds the evaluator and the statistics; agents on the same MeSH file share one ontology. */
final class MeshModule extends AbstractModule {
  /** What tells one ontology from another. */
  private record OntologyKey(String file) {}

  /**
   * The ontology as a shared resource: nothing to close, but nobody holds it after the last use.
   */
  private record SharedOntology(MeshOntology ontology) implements AutoCloseable {
    @Override
    public void close() {}
  }

  @Override
  protected void configure() {
    bind(TermSimilarity.class).to(LinSimilarity.class);
    bind(SetSimilarity.class).to(AllPairsAverage.class);
    bind(QuestionEvaluator.class).to(MeshEvaluator.class).in(Singleton.class);
    bind(CorpusStatistics.class).to(MeshStatistics.class);
  }

  @Provides
  @Singleton
  MeshOntology ontology(MeshConfig config, Resources resources) {
    String file = config.descriptors();
    return resources
        .share(new OntologyKey(file), () -> new SharedOntology(MeshOntology.read(file)))
        .ontology();
  }

  @Provides
  @Singleton
  InformationContent content(MeshConfig config, MeshOntology ontology) {
    return new InformationContent(DescriptorCounts.read(config.statistics(), ontology));
  }
}
