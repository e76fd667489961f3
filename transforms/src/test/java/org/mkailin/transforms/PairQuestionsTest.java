package org.mkailin.transforms;

import java.util.List;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.Test;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Comparison;
import org.mkailin.corpus.Question;
import org.mkailin.corpus.QuestionInContext;
import org.mkailin.corpus.Rejection;
import org.mkailin.testkit.BeamTest;
import org.mkailin.testkit.SampleCitations;

@BeamTest
class PairQuestionsTest {
  private static final Citation A = SampleCitations.PAPAIN;
  private static final Citation B = SampleCitations.BROMELAIN;
  private static final Citation C = SampleCitations.AMLODIPINE;
  private static final Citation D = SampleCitations.THIAZIDE;

  private static QuestionInContext question(Citation source, String text, String agent) {
    return new QuestionInContext(new Question(source.pmid(), text, agent), List.of());
  }

  @Test
  void questionsMeetByPmidAndWhatLacksOneIsRejected(TestPipeline pipeline) {
    QuestionInContext general = question(A, "Does papain help?", "general");
    QuestionInContext domain = question(A, "Is papain effective?", "domain");
    PCollection<Citation> citations = pipeline.apply("citations", Create.of(A, B, C, D));
    PCollection<QuestionInContext> first =
        pipeline.apply(
            "first",
            Create.of(
                question(D, "Do thiazides harm?", "general"),
                general,
                question(B, "Does bromelain help?", "general")));
    PCollection<QuestionInContext> second =
        pipeline.apply(
            "second",
            Create.of(domain, question(D, "do thiazides harm?", "domain"))
                .withType(TypeDescriptor.of(QuestionInContext.class)));
    var pairs = citations.apply(PairQuestions.of("pair", first, second));
    PAssert.that(pairs.accepted()).containsInAnyOrder(new Comparison(A, general, domain));
    PAssert.that(pairs.rejections())
        .containsInAnyOrder(
            new Rejection("pair", B.pmid(), "one-question-missing", "only agent 'general' has one"),
            new Rejection(
                "pair", C.pmid(), "both-questions-missing", "no agent has a question in context"),
            new Rejection("pair", D.pmid(), "same-question", "Do thiazides harm?"));
    pipeline.run().waitUntilFinish();
  }
}
