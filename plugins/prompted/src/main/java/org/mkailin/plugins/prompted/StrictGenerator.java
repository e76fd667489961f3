package org.mkailin.plugins.prompted;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.Outcome;
import org.mkailin.agent.Outcome.Accepted;
import org.mkailin.agent.Outcome.Rejected;
import org.mkailin.model.GenerationRequest;
import org.mkailin.model.TextGenerator;

/**
 * A text generator whose replies must be readable: asks again for those that are not, and rejects
 * what stays unreadable, with the last reply in the detail.
 *
 * <p>All prompts of a batch go to the model in one call; those with unreadable replies go once
 * more, again together. Each attempt has {@link Seeds its own seed}. Since a greedy model would
 * only repeat itself, later attempts have a temperature of at least 0.3. Assumption: the paper says
 * nothing of malformed replies.
 *
 * <p>What the model itself rejects, such as a prompt that is too long, is not asked again. The
 * counter «asked-again» counts further attempts.
 */
final class StrictGenerator {
  static final String ASKED_AGAIN = "asked-again";

  private static final double RETRY_TEMPERATURE = 0.3;
  private static final int SHOWN = 200;
  private static final Counter AGAIN = Metrics.counter(StrictGenerator.class, ASKED_AGAIN);

  private final TextGenerator generator;
  private final Seeds seeds;
  private final int attempts;
  private final List<String> stop;

  @Inject
  StrictGenerator(PromptedConfig config, AgentSpec spec, TextGenerator generator) {
    this.generator = generator;
    this.seeds = new Seeds(spec.name(), config.seed());
    this.attempts = config.attempts();
    this.stop = config.stop();
  }

  /** How long and how freely the model speaks. */
  record Decoding(int maxNewTokens, double temperature) {}

  /**
   * Asks, and reads the replies.
   *
   * @param inquiries at least one
   * @return one outcome for each inquiry, in order
   */
  <T> List<Outcome<T>> ask(List<Inquiry<T>> inquiries, Decoding decoding) {
    return ask(inquiries, decoding, /* attempt= */ 1);
  }

  private <T> List<Outcome<T>> ask(List<Inquiry<T>> inquiries, Decoding decoding, int attempt) {
    List<Outcome<String>> replies =
        InPlace.oneForEach(requests(inquiries, decoding, attempt), generator::process);
    List<Outcome<T>> outcomes = new ArrayList<>(inquiries.size());
    List<Integer> unreadable = new ArrayList<>();
    for (int i = 0; i < replies.size(); i++) {
      if (replies.get(i) instanceof Accepted<String> reply) {
        Outcome<T> reading = inquiries.get(i).reader().apply(reply.value());
        if (reading instanceof Rejected<T> problem) {
          unreadable.add(i);
          reading = Outcome.rejected(problem.reason(), detail(attempt, problem, reply.value()));
        }
        outcomes.add(reading);
      } else if (replies.get(i) instanceof Rejected<String> refusal) {
        outcomes.add(Outcome.rejected(refusal.reason(), refusal.detail()));
      }
    }
    if (attempt < attempts && !unreadable.isEmpty()) {
      AGAIN.inc(unreadable.size());
      List<Outcome<T>> again =
          ask(unreadable.stream().map(inquiries::get).toList(), decoding, attempt + 1);
      for (int i = 0; i < again.size(); i++) {
        outcomes.set(unreadable.get(i), again.get(i));
      }
    }
    return outcomes;
  }

  private <T> List<GenerationRequest> requests(
      List<Inquiry<T>> inquiries, Decoding decoding, int attempt) {
    double temperature =
        attempt == 1 ? decoding.temperature() : Math.max(decoding.temperature(), RETRY_TEMPERATURE);
    return inquiries.stream()
        .map(Inquiry::prompt)
        .map(
            prompt ->
                new GenerationRequest(
                    prompt.messages(),
                    decoding.maxNewTokens(),
                    stop,
                    temperature,
                    seeds.of(prompt.pmid(), attempt)))
        .toList();
  }

  private String detail(int attempt, Rejected<?> problem, String reply) {
    String line = reply.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    String shown = line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    return String.format(
        Locale.ROOT, "reply %d of %d %s: «%s»", attempt, attempts, problem.detail(), shown);
  }
}
