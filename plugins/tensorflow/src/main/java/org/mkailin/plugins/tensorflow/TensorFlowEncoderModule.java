package org.mkailin.plugins.tensorflow;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.io.IOException;
import java.util.OptionalInt;
import org.mkailin.model.TextEncoder;
import org.mkailin.plugins.tensorflow.encoder.Bert;
import org.mkailin.plugins.tensorflow.encoder.EncoderSettings;
import org.mkailin.plugins.tensorflow.encoder.EncoderSide;
import org.mkailin.plugins.tensorflow.encoder.TensorFlowEncoder;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.runtime.Resources;

/**
 * Binds the encoder. Weights are shared by every agent in the JVM that runs the same folder alike,
 * whatever its other settings; the encoder by agents of one configuration.
 */
final class TensorFlowEncoderModule extends AbstractModule {
  @Provides
  @Singleton
  TextEncoder encoder(TensorFlowEncoderConfig config, Resources resources) {
    // Every agent holds the weights itself: whoever shares the encoder may outlive who opened it.
    Device device = Device.find(config.device(), threads(config));
    ModelFolder passageFolder = ModelFolder.open(config.model());
    ModelFolder queryFolder = config.queryModel().map(ModelFolder::open).orElse(passageFolder);
    Bert passages = weights(passageFolder, device, config, resources);
    Bert queries = weights(queryFolder, device, config, resources);
    return resources.share(
        config,
        () -> {
          EncoderSide passageSide =
              EncoderSide.open(
                  passageFolder, passages, settings(config, config.passagePrefix().orElse("")));
          try {
            return new TensorFlowEncoder(
                EncoderSide.open(
                    queryFolder, queries, settings(config, config.queryPrefix().orElse(""))),
                passageSide);
          } catch (IOException | RuntimeException e) {
            passageSide.close();
            throw e;
          }
        });
  }

  private static Bert weights(
      ModelFolder folder, Device device, TensorFlowEncoderConfig config, Resources resources) {
    Weights key = Weights.of(folder, device, config.precision());
    return resources.share(
        key, () -> Bert.open(folder, device, config.precision(), threads(config)));
  }

  private static OptionalInt threads(TensorFlowEncoderConfig config) {
    return config.threads().map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private static EncoderSettings settings(TensorFlowEncoderConfig config, String prefix) {
    return new EncoderSettings(prefix, config.pooling(), config.maxTokens(), config.normalize());
  }
}
