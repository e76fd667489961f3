package org.mkailin.plugins.tensorflow.encoder;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.mkailin.model.TextEncoder;
import org.mkailin.runtime.AgentLease;
import org.mkailin.testkit.BeamTest;

@BeamTest
class EncoderTruncationCounterTest {
  /** Encodes one text with 8 tokens. */
  private static final class Encode extends SimpleFunction<String, Integer> {
    @Override
    public Integer apply(String text) {
      AgentSpec spec =
          new AgentSpec(
              "encoder",
              List.of("tensorflow-encoder"),
              Map.of(
                  "tensorflow-encoder",
                  Map.of(
                      "model", BertFolders.small().toString(), "device", "cpu", "max-tokens", 8)));
      try (AgentLease lease = AgentLease.of(spec)) {
        return lease.get(TextEncoder.class).encodePassages(List.of(text)).size();
      }
    }
  }

  @Test
  void everyTextThatIsCutOffIsCounted(TestPipeline pipeline) {
    // [CLS] and [SEP] leave room for six letters.
    pipeline
        .apply(Create.of("a b c d e f", "a b c d e f g", "one of the longer texts is this one"))
        .apply(MapElements.via(new Encode()));
    var counters =
        pipeline
            .run()
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.inNamespace(TensorFlowEncoder.class))
                    .build())
            .getCounters();
    assertThat(counters).extracting(MetricResult::getCommitted).containsExactly(2L);
  }
}
