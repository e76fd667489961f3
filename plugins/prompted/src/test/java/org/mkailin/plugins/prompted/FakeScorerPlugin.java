package org.mkailin.plugins.prompted;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.mkailin.agent.Outcome;
import org.mkailin.config.Setting;
import org.mkailin.model.LogProbabilities;
import org.mkailin.model.ScoringRequest;
import org.mkailin.model.TextScorer;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/**
 * A model that likes, in the evaluator's prompt, the side that shares more words with the article,
 * and the first place.
 */
public final class FakeScorerPlugin implements Plugin {
  /** How much it likes the first place, and how much to say one of the verdicts at all. */
  record FakeScorerConfig(
      @Setting(value = "words that the first place is worth", byDefault = "3") double bias,
      @Setting(value = "probability of both verdicts together", byDefault = "0.1") double share) {}

  private record FakeScorer(double bias, double share) implements TextScorer {
    @Override
    public List<Outcome<LogProbabilities>> process(List<ScoringRequest> batch) {
      return batch.stream().map(request -> Outcome.of(score(request))).toList();
    }

    private LogProbabilities score(ScoringRequest request) {
      SideOverlap overlap = SideOverlap.of(request.messages().get(0).content());
      // Each word is worth a seventh of a nat.
      double lead = (overlap.a() + bias - overlap.b()) / 7;
      double logA = Math.log(share) - Math.log1p(Math.exp(-lead));
      double logB = Math.log(share) - Math.log1p(Math.exp(lead));
      return new LogProbabilities(List.of(logA, logB));
    }

    @Override
    public String identity() {
      return "fake";
    }
  }

  @Override
  public String name() {
    return "fake-scorer";
  }

  @Override
  public String description() {
    return "scores the verdicts A and B";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.TEXT_SCORER);
  }

  @Override
  public Class<FakeScorerConfig> configuration() {
    return FakeScorerConfig.class;
  }

  @Override
  public Module module() {
    return new AbstractModule() {
      @Provides
      @Singleton
      TextScorer scorer(FakeScorerConfig config) {
        return new FakeScorer(config.bias(), config.share());
      }
    };
  }
}
