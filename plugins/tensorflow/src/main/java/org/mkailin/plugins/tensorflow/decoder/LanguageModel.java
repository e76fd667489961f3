package org.mkailin.plugins.tensorflow.decoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mkailin.agent.Outcome;
import org.mkailin.model.GenerationRequest;
import org.mkailin.model.GenerationRequest.Message;
import org.mkailin.model.LogProbabilities;
import org.mkailin.model.ScoringRequest;
import org.mkailin.plugins.tensorflow.text.ChatRefusedException;
import org.mkailin.plugins.tensorflow.text.PromptTokenizer;

/**
 * A decoder with its tokenizer: conversations in, text and log-probabilities out; thread-safe.
 *
 * <p>A conversation that can't be read is a rejection: {@code prompt-too-long}, {@code
 * unsupported-conversation}, {@code empty-prompt}.
 */
public final class LanguageModel implements AutoCloseable {
  private static final LogProbabilities NO_SCORES = new LogProbabilities(List.of());

  private final Decoder decoder;
  private final PromptTokenizer tokenizer;
  private final Set<Integer> endTokens;
  private final Sampling sampling;
  private final int maxTokens;
  private final int rows;

  /**
   * A language model. It closes the tokenizer; the decoder, which others may share, is not its own.
   *
   * @param endTokens tokens that end a text
   * @param maxTokens the most tokens of prompt and continuation together
   * @param rows the most sequences that are computed together
   */
  public LanguageModel(
      Decoder decoder,
      PromptTokenizer tokenizer,
      Set<Integer> endTokens,
      Sampling sampling,
      int maxTokens,
      int rows) {
    this.decoder = decoder;
    this.tokenizer = tokenizer;
    this.endTokens = Set.copyOf(endTokens);
    this.sampling = sampling;
    this.maxTokens = maxTokens;
    this.rows = rows;
  }

  /** One text on its way, and the place of its request in the batch. */
  private record Job(int place, Sequence sequence, Stops stops) {}

  /** Continues every conversation: one outcome for each, in order. */
  public List<Outcome<String>> generate(List<GenerationRequest> requests) {
    List<Outcome<String>> outcomes = new ArrayList<>();
    List<Job> jobs = new ArrayList<>();
    for (GenerationRequest request : requests) {
      Outcome<int[]> prompt = read(request.messages(), request.maxNewTokens());
      if (prompt instanceof Outcome.Accepted<int[]> accepted) {
        jobs.add(job(outcomes.size(), request, accepted.value()));
      }
      outcomes.add(rejectionOr(prompt, ""));
    }
    decoder.generate(jobs.stream().map(Job::sequence).toList(), rows);
    jobs.forEach(job -> outcomes.set(job.place(), Outcome.of(job.stops().cut(job.sequence()))));
    return outcomes;
  }

  private Job job(int place, GenerationRequest request, int[] prompt) {
    Stops stops = new Stops(request.stop(), tokenizer);
    TokenSampler sampler =
        request.temperature() == 0
            ? null
            : new TokenSampler(request.temperature(), sampling, request.seed());
    return new Job(
        place, new Sequence(prompt, request.maxNewTokens(), endTokens, stops, sampler), stops);
  }

  /** Scores every continuation: one outcome for each request, in order. */
  public List<Outcome<LogProbabilities>> score(List<ScoringRequest> requests) {
    return requests.stream().map(this::score).toList();
  }

  private Outcome<LogProbabilities> score(ScoringRequest request) {
    List<int[]> continuations =
        request.continuations().stream().map(tokenizer::encodeContinuation).toList();
    int longest = continuations.stream().mapToInt(tokens -> tokens.length).max().getAsInt();
    Outcome<int[]> prompt = read(request.messages(), longest);
    return prompt instanceof Outcome.Accepted<int[]> accepted
        ? Outcome.of(new LogProbabilities(score(accepted.value(), continuations)))
        : rejectionOr(prompt, NO_SCORES);
  }

  /** One look at a prompt serves all continuations of one token, such as «1» and «2». */
  private List<Double> score(int[] prompt, List<int[]> continuations) {
    List<Double> scores = new ArrayList<>();
    float[] next = null;
    for (int[] continuation : continuations) {
      double score = 0;
      if (continuation.length == 1) {
        next = next == null ? decoder.nextTokenLogits(prompt) : next;
        score = next[continuation[0]] - logSumExp(next);
      } else {
        for (float token : decoder.scores(prompt, continuation)) {
          score += token;
        }
      }
      // Rounding may leave a certain token a hair above certainty.
      scores.add(Math.min(0, score));
    }
    return scores;
  }

  private static double logSumExp(float[] logits) {
    double most = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      most = Math.max(most, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - most);
    }
    return most + Math.log(sum);
  }

  /** The tokens of a conversation, if the model can read them with {@code more} tokens to come. */
  private Outcome<int[]> read(List<Message> messages, int more) {
    int[] prompt;
    try {
      prompt = tokenizer.encode(messages);
    } catch (ChatRefusedException e) {
      return Outcome.rejected("unsupported-conversation", String.valueOf(e.getMessage()));
    }
    if (prompt.length == 0) {
      return Outcome.rejected(
          "empty-prompt", "the conversation has no tokens, and the model needs one to begin with");
    }
    if (prompt.length + more > maxTokens) {
      return Outcome.rejected(
          "prompt-too-long",
          String.format(
              Locale.ROOT,
              "the prompt has %d tokens and %d may follow, but the model reads %d",
              prompt.length,
              more,
              maxTokens));
    }
    return Outcome.of(prompt);
  }

  private static <T> Outcome<T> rejectionOr(Outcome<?> outcome, T value) {
    return outcome instanceof Outcome.Rejected<?> rejected
        ? Outcome.rejected(rejected.reason(), rejected.detail())
        : Outcome.of(value);
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
