package org.mkailin.plugins.lucene;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import org.mkailin.model.PassageIndex;
import org.mkailin.model.PassageIndexWriter;
import org.mkailin.runtime.Resources;

/**
 * Binds the index and its writer, one of each for all agents of a worker that configure it alike.
 */
final class LuceneModule extends AbstractModule {
  /** Tells the shared writer from the shared index of the same configuration. */
  private record WriterOf(LuceneConfig config) {}

  @Provides
  @Singleton
  PassageIndex index(LuceneConfig config, Resources resources) {
    return resources.share(config, () -> LuceneIndex.open(config));
  }

  @Provides
  @Singleton
  PassageIndexWriter writer(LuceneConfig config, Resources resources) {
    return resources.share(new WriterOf(config), () -> new LuceneIndexWriter(config));
  }
}
