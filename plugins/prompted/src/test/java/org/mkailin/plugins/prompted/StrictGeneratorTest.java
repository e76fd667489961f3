package org.mkailin.plugins.prompted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mkailin.plugins.prompted.ScriptedGenerator.says;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.Outcome;
import org.mkailin.model.GenerationRequest;
import org.mkailin.model.GenerationRequest.Message;
import org.mkailin.plugins.prompted.Inquiry.Prompt;
import org.mkailin.plugins.prompted.StrictGenerator.Decoding;

class StrictGeneratorTest {
  private static final Decoding GREEDY = new Decoding(16, 0);
  private static final Seeds SEEDS = new Seeds("general", 5);
  private static final Map<String, Object> CONFIG = Map.of("seed", 5, "stop", List.of("\n\n"));

  @Test
  void onlyUnreadableRepliesAreAskedForAgainAndTogether() {
    ScriptedGenerator model =
        new ScriptedGenerator(
            says("Hm.", "Does it help?", "Well."),
            says("Why is that?", "Er."),
            says("How so then?"));
    List<Outcome<String>> outcomes = model.strict(CONFIG).ask(inquiries("1", "2", "3"), GREEDY);
    assertThat(outcomes)
        .containsExactly(
            Outcome.of("Why is that?"), Outcome.of("Does it help?"), Outcome.of("How so then?"));
    // Greedy at first; later attempts sample, for they would only repeat what was said.
    assertThat(model.calls())
        .containsExactly(
            List.of(request("1", 0, 1), request("2", 0, 1), request("3", 0, 1)),
            List.of(request("1", 0.3, 2), request("3", 0.3, 2)),
            List.of(request("3", 0.3, 3)));
  }

  @Test
  void aHigherTemperatureIsKept() {
    ScriptedGenerator model = new ScriptedGenerator(says("Hm."), says("Does it help?"));
    model.strict(CONFIG).ask(inquiries("1"), new Decoding(16, 0.7));
    assertThat(model.calls())
        .containsExactly(List.of(request("1", 0.7, 1)), List.of(request("1", 0.7, 2)));
  }

  @Test
  void whatStaysUnreadableIsRejectedWithItsTextShortened() {
    ScriptedGenerator model = new ScriptedGenerator(says("Hm."), says("word\n".repeat(100)));
    assertThat(model.strict(Map.of("attempts", 2)).ask(inquiries("1"), GREEDY))
        .containsExactly(
            Outcome.rejected(
                "malformed-question",
                "reply 2 of 2 has more than one line: «" + "word ".repeat(40) + "…»"));
    assertThat(model.calls()).hasSize(2);
  }

  @Test
  void whatTheModelRejectsIsPassedOnAndNotAskedAgain() {
    Outcome<String> tooLong = Outcome.rejected("prompt-too-long", "9,000 tokens");
    ScriptedGenerator model =
        new ScriptedGenerator(List.of(tooLong, Outcome.of("Hm.")), List.of(tooLong));
    assertThat(model.strict(CONFIG).ask(inquiries("1", "2"), GREEDY))
        .containsExactly(tooLong, tooLong);
    assertThat(model.calls()).hasSize(2);
  }

  @Test
  void aModelThatLosesRepliesFailsTheBatch() {
    ScriptedGenerator model = new ScriptedGenerator(says("Does it help?"));
    assertThatThrownBy(() -> model.strict(CONFIG).ask(inquiries("1", "2"), GREEDY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the model got 2 requests and gave 1 outcomes; it must give one for each");
  }

  private static List<Inquiry<String>> inquiries(String... pmids) {
    return List.of(pmids).stream()
        .map(pmid -> new Inquiry<>(prompt(pmid), QuestionFormat.QUESTION::read))
        .toList();
  }

  private static Prompt prompt(String pmid) {
    return new Prompt(pmid, List.of(new Message("user", "Ask about " + pmid)));
  }

  private static GenerationRequest request(String pmid, double temperature, int attempt) {
    return new GenerationRequest(
        prompt(pmid).messages(), 16, List.of("\n\n"), temperature, SEEDS.of(pmid, attempt));
  }
}
