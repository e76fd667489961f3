package org.mkailin.plugin;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.mkailin.corpus.Citation;

/**
 * What an agent has to know of the whole corpus before it can work, such as how often each MeSH
 * term occurs.
 *
 * <p>The pipeline runs the pass before the agents, sorts the lines, writes them to one file, and
 * puts that file's name in place of {@code ${statistics}} in the agent's configuration.
 */
public interface CorpusStatistics {
  /** The pass: citations in, the lines of the statistics file out, in any order. */
  PTransform<PCollection<Citation>, PCollection<String>> pass();
}
