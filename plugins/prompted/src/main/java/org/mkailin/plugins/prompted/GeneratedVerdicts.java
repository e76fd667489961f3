package org.mkailin.plugins.prompted;

import jakarta.inject.Inject;
import java.util.List;
import org.mkailin.agent.Outcome;
import org.mkailin.plugins.prompted.Inquiry.Prompt;
import org.mkailin.plugins.prompted.StrictGenerator.Decoding;

/** Verdicts that a model says, for one that gives no probabilities; greedy at first. */
final class GeneratedVerdicts implements Verdicts {
  private final StrictGenerator generator;
  private final Decoding decoding;

  @Inject
  GeneratedVerdicts(PromptedConfig config, StrictGenerator generator) {
    this.generator = generator;
    this.decoding = new Decoding(config.verdictTokens(), /* temperature= */ 0);
  }

  @Override
  public List<Outcome<Verdict>> of(List<Prompt> prompts) {
    return generator.ask(
        prompts.stream().map(prompt -> new Inquiry<>(prompt, Verdict::read)).toList(), decoding);
  }
}
