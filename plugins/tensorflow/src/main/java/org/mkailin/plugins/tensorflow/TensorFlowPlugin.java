package org.mkailin.plugins.tensorflow;

import com.google.inject.Module;
import java.util.Set;
import org.mkailin.plugin.Findings;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;
import org.mkailin.plugins.tensorflow.runtime.doctor.Examination;

/** The plugin «tensorflow»: a language model from a Hugging Face folder, on CPU or GPU. */
public final class TensorFlowPlugin implements Plugin {
  @Override
  public String name() {
    return "tensorflow";
  }

  @Override
  public String description() {
    return "runs Llama, Mistral and Qwen2 models from Hugging Face folders, on CPU or GPU";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.TEXT_GENERATOR, Role.TEXT_SCORER);
  }

  @Override
  public Class<TensorFlowConfig> configuration() {
    return TensorFlowConfig.class;
  }

  @Override
  public void examine(Findings findings) {
    Examination.run(findings);
  }

  @Override
  public Module module() {
    return new TensorFlowModule();
  }
}
