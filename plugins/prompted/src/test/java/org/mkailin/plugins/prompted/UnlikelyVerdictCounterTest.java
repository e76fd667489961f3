package org.mkailin.plugins.prompted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.QuestionEvaluator;
import org.mkailin.corpus.Comparison;
import org.mkailin.runtime.AgentLease;
import org.mkailin.testkit.BeamTest;
import org.mkailin.testkit.SampleCitations;

@BeamTest
class UnlikelyVerdictCounterTest {
  /** Judges one comparison with a model that gives this much probability to A and B together. */
  private static final class Judge extends SimpleFunction<Double, Boolean> {
    @Override
    public Boolean apply(Double share) {
      Comparison pair =
          SampleCitations.compare(
              SampleCitations.PAPAIN, SampleCitations.BROMELAIN, SampleCitations.AMLODIPINE);
      AgentSpec spec =
          new AgentSpec(
              "evaluator",
              List.of("prompted", "fake-generator", "fake-scorer"),
              Map.of("fake-scorer", Map.of("share", share)));
      try (AgentLease lease = AgentLease.of(spec)) {
        return lease.get(QuestionEvaluator.class).process(List.of(pair)).get(0)
            instanceof Outcome.Accepted;
      }
    }
  }

  @Test
  void verdictsThatTheModelWouldHardlySayAreCountedAndKept(TestPipeline pipeline) {
    // 0.49 and 0.001 are below 0.5, each in both orders; 0.51 and 1 are not.
    PAssert.that(
            pipeline.apply(Create.of(1.0, 0.51, 0.49, 0.001)).apply(MapElements.via(new Judge())))
        .containsInAnyOrder(true, true, true, true);
    var counters =
        pipeline
            .run()
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.inNamespace(ScoredVerdicts.class))
                    .build())
            .getCounters();
    assertThat(counters)
        .extracting(result -> result.getName().getName(), MetricResult::getCommitted)
        .containsExactly(tuple("unlikely-verdicts", 4L));
  }
}
