package org.mkailin.corpus;

import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * A question with the contexts retrieved for it, best first; (q, C) in m-KAILIN, eq. 3.
 *
 * @param question the question
 * @param contexts its contexts, best first
 */
@DefaultCoder(RecordCoder.class)
public record QuestionInContext(Question question, List<Context> contexts) implements Serializable {
  public QuestionInContext {
    contexts = List.copyOf(contexts);
  }
}
