package org.mkailin.plugins.minilm;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import org.mkailin.model.TextEncoder;
import org.mkailin.runtime.Resources;

/** Binds the encoder, one for all agents of a worker that configure it alike. */
final class MiniLmModule extends AbstractModule {
  @Provides
  @Singleton
  TextEncoder encoder(MiniLmConfig config, Resources resources) {
    return resources.share(config, () -> MiniLmEncoder.open(config));
  }
}
