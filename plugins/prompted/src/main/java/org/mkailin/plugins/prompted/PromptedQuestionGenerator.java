package org.mkailin.plugins.prompted;

import jakarta.inject.Inject;
import java.util.List;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.QuestionGenerator;
import org.mkailin.corpus.Citation;
import org.mkailin.plugins.prompted.Inquiry.Prompt;
import org.mkailin.plugins.prompted.StrictGenerator.Decoding;

/**
 * Asks a language model for a question about a citation: q = G(x); m-KAILIN (arXiv 2504.19565), eq.
 * 2.
 *
 * <p>The general and the domain-specific agent are two of these, on two models. Assumption: both
 * are told the same, since the paper prints no prompt in the text that we have.
 *
 * <p>Rejects with {@code no-title} or {@code no-abstract} what the template asks for in vain, with
 * {@code malformed-question} where no reply was a {@link QuestionFormat question}, and with the
 * model's own reasons.
 */
final class PromptedQuestionGenerator implements QuestionGenerator {
  private final PromptTemplate template;
  private final QuestionFormat format;
  private final StrictGenerator generator;
  private final Decoding decoding;

  @Inject
  PromptedQuestionGenerator(PromptedConfig config, StrictGenerator generator) {
    this.template = TemplateFile.read(PromptKind.ASK, config.questionPrompt());
    this.format = config.questionFormat();
    this.generator = generator;
    this.decoding = new Decoding(config.questionTokens(), config.questionTemperature());
  }

  @Override
  public List<Outcome<String>> process(List<Citation> batch) {
    List<Outcome<Inquiry<String>>> inquiries = batch.stream().map(this::inquiry).toList();
    return InPlace.goOn(inquiries, ready -> generator.ask(ready, decoding));
  }

  private Outcome<Inquiry<String>> inquiry(Citation source) {
    return InPlace.then(
        SourceText.of(source, template),
        values -> {
          Prompt prompt = new Prompt(source.pmid(), template.fill(values));
          return Outcome.of(new Inquiry<>(prompt, format::read));
        });
  }
}
