package org.mkailin.corpus;

import java.io.Serializable;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * A question in context with its answer.
 *
 * @param request the question in context with its source
 * @param answer the answer; not blank
 * @param answerer name of the agent that answered
 */
@DefaultCoder(RecordCoder.class)
public record AnsweredQuestion(AnswerRequest request, String answer, String answerer)
    implements Serializable {
  public AnsweredQuestion {
    if (answer.isBlank()) {
      throw new IllegalArgumentException(
          "answer for PMID " + request.source().pmid() + " is blank");
    }
  }
}
