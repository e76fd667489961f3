package org.mkailin.plugins.lucene;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import org.mkailin.model.PassageIndex;
import org.mkailin.model.PassageIndexWriter;
import org.mkailin.runtime.Resources;

/** Binds the index, one for all agents of a worker that configure it alike, and its writer. */
final class LuceneModule extends AbstractModule {
  @Provides
  @Singleton
  PassageIndex index(LuceneConfig config, Resources resources) {
    return resources.share(config, () -> config.place().open(config.candidates()));
  }

  @Provides
  @Singleton
  PassageIndexWriter writer(LuceneConfig config) {
    return new LuceneIndexWriter(config);
  }
}
