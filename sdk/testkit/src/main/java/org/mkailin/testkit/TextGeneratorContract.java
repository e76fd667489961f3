package org.mkailin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mkailin.corpus.Citation;
import org.mkailin.model.GenerationRequest;
import org.mkailin.model.GenerationRequest.Message;
import org.mkailin.model.TextGenerator;
import org.mkailin.runtime.AgentLease;

/**
 * The contract of a language model: {@link AgentContract}, so that a request gets the same text
 * whenever, wherever and beside whatever it is asked; and no text goes past a stop.
 */
public abstract class TextGeneratorContract extends AgentContract<GenerationRequest, String> {
  private static final String STOP = "\n\n";

  @Override
  protected Class<TextGenerator> role() {
    return TextGenerator.class;
  }

  /** Greedy and sampled requests about every sample citation. */
  @Override
  protected List<GenerationRequest> goodInputs() {
    List<GenerationRequest> requests = new ArrayList<>();
    for (Citation citation : SampleCitations.all()) {
      long seed = Long.parseLong(citation.pmid());
      requests.add(request(citation, /* temperature= */ 0, seed));
      requests.add(request(citation, /* temperature= */ 0.7, seed));
    }
    return requests;
  }

  @Override
  protected void checkValue(GenerationRequest request, String text) {
    assertThat(text).doesNotContain(request.stop());
  }

  @Test
  void theIdentityIsTheSameWheneverTheModelIsBuilt() {
    assertThat(identity()).isNotBlank().isEqualTo(identity());
  }

  private String identity() {
    try (AgentLease lease = AgentLease.of(spec())) {
      return lease.get(role()).identity();
    }
  }

  private static GenerationRequest request(Citation citation, double temperature, long seed) {
    return new GenerationRequest(
        List.of(
            new Message("system", "You ask one question."),
            new Message("user", citation.title() + STOP + citation.abstractText())),
        /* maxNewTokens= */ 16,
        List.of(STOP),
        temperature,
        seed);
  }
}
