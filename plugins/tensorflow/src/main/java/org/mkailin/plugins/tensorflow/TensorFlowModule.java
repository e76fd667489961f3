package org.mkailin.plugins.tensorflow;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.io.IOException;
import org.mkailin.model.TextGenerator;
import org.mkailin.model.TextScorer;
import org.mkailin.runtime.Resources;

/** Binds generator and scorer to one model, which agents with the same settings share. */
final class TensorFlowModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(TextGenerator.class).to(DecoderGenerator.class).in(Singleton.class);
    bind(TextScorer.class).to(DecoderScorer.class).in(Singleton.class);
  }

  @Provides
  @Singleton
  LoadedModel model(TensorFlowConfig config, Resources resources) throws IOException {
    return LoadedModel.open(config, resources);
  }
}
