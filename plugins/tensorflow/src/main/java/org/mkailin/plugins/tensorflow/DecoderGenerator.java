package org.mkailin.plugins.tensorflow;

import jakarta.inject.Inject;
import java.util.List;
import org.mkailin.agent.Outcome;
import org.mkailin.model.GenerationRequest;
import org.mkailin.model.TextGenerator;

/** Continues conversations with a {@link LoadedModel}. */
final class DecoderGenerator implements TextGenerator {
  private final LoadedModel model;

  @Inject
  DecoderGenerator(LoadedModel model) {
    this.model = model;
  }

  @Override
  public List<Outcome<String>> process(List<GenerationRequest> batch) {
    return model.languageModel().generate(batch);
  }

  @Override
  public String identity() {
    return model.identity();
  }
}
