package org.mkailin.plugins.example;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import org.mkailin.agent.QuestionGenerator;

/**
 * Binds the role's interface to the class that plays it.
 *
 * <p>A singleton, since one agent serves all threads of a worker. An agent that holds weights or a
 * client shares them with others through {@link org.mkailin.runtime.Resources}; see there.
 */
final class ExampleModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(QuestionGenerator.class).to(ExampleQuestionGenerator.class).in(Singleton.class);
  }
}
