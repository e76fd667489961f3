package org.mkailin.plugins.prompted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.QuestionEvaluator;
import org.mkailin.corpus.Comparison;
import org.mkailin.runtime.AgentLease;
import org.mkailin.testkit.BeamTest;
import org.mkailin.testkit.SampleCitations;

@BeamTest
class OrderDisagreementCounterTest {
  /** Judges one comparison with a model that likes the first place this much, in words. */
  private static final class Judge extends SimpleFunction<Double, Integer> {
    @Override
    public Integer apply(Double bias) {
      Comparison pair =
          SampleCitations.compare(
              SampleCitations.PAPAIN, SampleCitations.BROMELAIN, SampleCitations.AMLODIPINE);
      AgentSpec spec =
          new AgentSpec(
              "evaluator",
              List.of("prompted", "fake-generator", "fake-scorer"),
              Map.of("fake-scorer", Map.of("bias", bias)));
      try (AgentLease lease = AgentLease.of(spec)) {
        return lease.get(QuestionEvaluator.class).process(List.of(pair)).size();
      }
    }
  }

  @Test
  void comparisonsThatTheOrderDecidesAreCounted(TestPipeline pipeline) {
    // No liking for a place leaves the orders agreed; one of 1,000 words overrules everything, for
    // the first place or for the second.
    pipeline.apply(Create.of(0.0, 1000.0, -1000.0)).apply(MapElements.via(new Judge()));
    var counters =
        pipeline
            .run()
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.inNamespace(PromptedEvaluator.class))
                    .build())
            .getCounters();
    assertThat(counters)
        .extracting(result -> result.getName().getName(), MetricResult::getCommitted)
        .containsExactlyInAnyOrder(tuple("judged", 3L), tuple("order-disagreements", 2L));
  }
}
