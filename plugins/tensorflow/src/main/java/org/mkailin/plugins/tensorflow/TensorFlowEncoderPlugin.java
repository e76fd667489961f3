package org.mkailin.plugins.tensorflow;

import com.google.inject.Module;
import java.util.Set;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/** The plugin «tensorflow-encoder»: a text encoder from a Hugging Face folder, on CPU or GPU. */
public final class TensorFlowEncoderPlugin implements Plugin {
  @Override
  public String name() {
    return "tensorflow-encoder";
  }

  @Override
  public String description() {
    return "encodes text with BERT models from Hugging Face folders, on CPU or GPU";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.TEXT_ENCODER);
  }

  @Override
  public Class<TensorFlowEncoderConfig> configuration() {
    return TensorFlowEncoderConfig.class;
  }

  @Override
  public Module module() {
    return new TensorFlowEncoderModule();
  }
}
