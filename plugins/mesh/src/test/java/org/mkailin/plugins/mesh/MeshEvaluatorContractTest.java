package org.mkailin.plugins.mesh;

import java.util.List;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.Comparison;
import org.mkailin.testkit.QuestionEvaluatorContract;
import org.mkailin.testkit.SampleCitations;

class MeshEvaluatorContractTest extends QuestionEvaluatorContract {
  @Override
  protected AgentSpec spec() {
    return Samples.spec(Samples.DESCRIPTORS, Samples.STATISTICS);
  }

  @Override
  protected List<Comparison> badInputs() {
    return List.of(
        SampleCitations.compare(
            SampleCitations.BARE, SampleCitations.PAPAIN, SampleCitations.AMLODIPINE),
        SampleCitations.compare(
            SampleCitations.PAPAIN, SampleCitations.BARE, SampleCitations.BROMELAIN),
        SampleCitations.compare(
            SampleCitations.PAPAIN, SampleCitations.BROMELAIN, SampleCitations.BARE));
  }
}
