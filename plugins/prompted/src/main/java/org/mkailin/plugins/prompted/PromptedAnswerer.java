package org.mkailin.plugins.prompted;

import jakarta.inject.Inject;
import java.util.List;
import org.mkailin.agent.AnswerGenerator;
import org.mkailin.agent.Outcome;
import org.mkailin.corpus.AnswerRequest;
import org.mkailin.corpus.QuestionInContext;
import org.mkailin.plugins.prompted.Inquiry.Prompt;
import org.mkailin.plugins.prompted.StrictGenerator.Decoding;

/**
 * Asks a language model to answer a question from its contexts; A in m-KAILIN (arXiv 2504.19565),
 * step 4.
 *
 * <p>Assumption: the built-in prompt shows question and contexts and not the source, since that is
 * what the training rows show; one's own template may show the source as well.
 *
 * <p>Rejects with {@code no-context}, {@code no-title} or {@code no-abstract} what the template
 * asks for in vain, with {@code malformed-answer} where no reply was an {@link AnswerFormat
 * answer}, and with the model's own reasons.
 */
final class PromptedAnswerer implements AnswerGenerator {
  private final PromptTemplate template;
  private final AnswerFormat format;
  private final StrictGenerator generator;
  private final Decoding decoding;

  @Inject
  PromptedAnswerer(PromptedConfig config, StrictGenerator generator) {
    this.template = TemplateFile.read(PromptKind.ANSWER, config.answerPrompt());
    this.format = config.answerFormat();
    this.generator = generator;
    this.decoding = new Decoding(config.answerTokens(), config.answerTemperature());
  }

  @Override
  public List<Outcome<String>> process(List<AnswerRequest> batch) {
    List<Outcome<Inquiry<String>>> inquiries = batch.stream().map(this::inquiry).toList();
    return InPlace.goOn(inquiries, ready -> generator.ask(ready, decoding));
  }

  private Outcome<Inquiry<String>> inquiry(AnswerRequest request) {
    QuestionInContext asked = request.asked();
    if (template.uses(Placeholder.CONTEXTS) && asked.contexts().isEmpty()) {
      return ContextText.missing(asked);
    }
    String question = asked.question().text();
    return InPlace.then(
        SourceText.of(request.source(), template),
        values -> {
          values.put(Placeholder.QUESTION, question);
          values.put(Placeholder.CONTEXTS, ContextText.of(asked.contexts()));
          Prompt prompt = new Prompt(request.source().pmid(), template.fill(values));
          return Outcome.of(new Inquiry<>(prompt, reply -> format.read(question, reply)));
        });
  }
}
