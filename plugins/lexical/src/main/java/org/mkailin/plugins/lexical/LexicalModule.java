package org.mkailin.plugins.lexical;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import org.mkailin.agent.AnswerGenerator;
import org.mkailin.agent.QuestionGenerator;
import org.mkailin.plugins.lexical.answer.ConclusionAnswers;
import org.mkailin.plugins.lexical.grammar.English;
import org.mkailin.plugins.lexical.question.DomainQuestions;
import org.mkailin.plugins.lexical.question.GeneralQuestions;
import org.mkailin.runtime.Resources;

/** Binds the question generator of the configured style, and the answerer. */
final class LexicalModule extends AbstractModule {
  /** Every agent reads the same models, whatever its configuration. */
  private record EnglishModels() {}

  @Override
  protected void configure() {
    bind(AnswerGenerator.class).to(ConclusionAnswers.class).in(Singleton.class);
  }

  @Provides
  @Singleton
  static English english(Resources resources) {
    return resources.share(new EnglishModels(), English::load);
  }

  @Provides
  @Singleton
  static QuestionGenerator questions(
      LexicalConfig config, Provider<GeneralQuestions> general, Provider<DomainQuestions> domain) {
    return switch (config.style()) {
      case GENERAL -> general.get();
      case DOMAIN -> domain.get();
    };
  }
}
