package org.mkailin.plugins.tensorflow;

import jakarta.inject.Inject;
import java.util.List;
import org.mkailin.agent.Outcome;
import org.mkailin.model.LogProbabilities;
import org.mkailin.model.ScoringRequest;
import org.mkailin.model.TextScorer;

/** Scores continuations with a {@link LoadedModel}. */
final class DecoderScorer implements TextScorer {
  private final LoadedModel model;

  @Inject
  DecoderScorer(LoadedModel model) {
    this.model = model;
  }

  @Override
  public List<Outcome<LogProbabilities>> process(List<ScoringRequest> batch) {
    return model.languageModel().score(batch);
  }

  @Override
  public String identity() {
    return model.identity();
  }
}
