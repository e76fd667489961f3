package org.mkailin.plugins.prompted;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.OptionalBinder;
import java.util.Optional;
import org.mkailin.agent.AnswerGenerator;
import org.mkailin.agent.QuestionEvaluator;
import org.mkailin.agent.QuestionGenerator;
import org.mkailin.model.TextScorer;

/** Binds the three agents; the evaluator takes probabilities where a plugin beside it scores. */
final class PromptedModule extends AbstractModule {
  @Override
  protected void configure() {
    OptionalBinder.newOptionalBinder(binder(), TextScorer.class);
    bind(QuestionGenerator.class).to(PromptedQuestionGenerator.class).in(Singleton.class);
    bind(QuestionEvaluator.class).to(PromptedEvaluator.class).in(Singleton.class);
    bind(AnswerGenerator.class).to(PromptedAnswerer.class).in(Singleton.class);
  }

  @Provides
  @Singleton
  static Verdicts verdicts(Optional<TextScorer> scorer, Provider<GeneratedVerdicts> generated) {
    return scorer.<Verdicts>map(ScoredVerdicts::new).orElseGet(generated::get);
  }
}
