package org.mkailin.plugin;

import java.util.Locale;
import org.mkailin.agent.AnswerGenerator;
import org.mkailin.agent.ContextRetriever;
import org.mkailin.agent.QuestionEvaluator;
import org.mkailin.agent.QuestionGenerator;
import org.mkailin.model.PassageIndex;
import org.mkailin.model.PassageIndexWriter;
import org.mkailin.model.TextEncoder;
import org.mkailin.model.TextGenerator;
import org.mkailin.model.TextScorer;

/** What a plugin can provide: the agents' roles, then the models' roles that agents stand on. */
public enum Role {
  QUESTION_GENERATOR(QuestionGenerator.class),
  CONTEXT_RETRIEVER(ContextRetriever.class),
  QUESTION_EVALUATOR(QuestionEvaluator.class),
  ANSWER_GENERATOR(AnswerGenerator.class),
  TEXT_ENCODER(TextEncoder.class),
  TEXT_GENERATOR(TextGenerator.class),
  TEXT_SCORER(TextScorer.class),
  PASSAGE_INDEX(PassageIndex.class),
  PASSAGE_INDEX_WRITER(PassageIndexWriter.class),
  CORPUS_STATISTICS(CorpusStatistics.class);

  private final Class<?> type;

  Role(Class<?> type) {
    this.type = type;
  }

  /** The interface that a plugin binds and others inject. */
  public Class<?> type() {
    return type;
  }

  /** The role in a reader's words, such as «question generator». */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
