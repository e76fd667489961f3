package org.mkailin.plugins.dense;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import org.mkailin.agent.ContextRetriever;

/** Binds the retriever. */
final class DenseModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(ContextRetriever.class).to(DenseRetriever.class).in(Singleton.class);
  }
}
