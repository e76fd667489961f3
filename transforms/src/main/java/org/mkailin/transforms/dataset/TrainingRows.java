package org.mkailin.transforms.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.mkailin.corpus.AnswerRequest;
import org.mkailin.corpus.AnsweredQuestion;
import org.mkailin.corpus.Preference;
import org.mkailin.corpus.Rejection;

/**
 * What a row of each set says, in the columns that Hugging Face TRL's trainers read, and nothing
 * beside them.
 *
 * <table>
 *   <caption>Sets and columns</caption>
 *   <tr><td>preferences</td><td>prompt, chosen, rejected</td><td>DPOTrainer</td></tr>
 *   <tr><td>cpt</td><td>text</td><td>continued pre-training</td></tr>
 *   <tr><td>sft</td><td>prompt, completion</td><td>SFTTrainer</td></tr>
 * </table>
 *
 * <p>A row's id is its set and its PMID, padded so that ids sort as numbers do.
 */
public final class TrainingRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TrainingRows() {}

  /** A preference row: two questions about one source, for direct preference optimisation. */
  public static Row preference(Preference preference) {
    ObjectNode columns =
        JSON.createObjectNode()
            .put("prompt", TrainingText.questionPrompt(preference.source()))
            .put("chosen", TrainingText.continuation(preference.chosen().question().text()))
            .put("rejected", TrainingText.continuation(preference.rejected().question().text()));
    String id = id("pref", preference.source().pmid());
    return new Row(id, columns.toString(), Lineage.ofPreference(id, preference).toString());
  }

  /** A continued-pre-training row: the chosen question with its contexts. */
  public static Row continuedPretraining(Preference preference) {
    ObjectNode columns =
        JSON.createObjectNode().put("text", TrainingText.questionAndContexts(preference.chosen()));
    String id = id("cpt", preference.source().pmid());
    return new Row(
        id,
        columns.toString(),
        Lineage.ofQuestion(id, preference.source(), preference.chosen()).toString());
  }

  /** A fine-tuning row: question and contexts, and the answer. */
  public static Row fineTuning(AnsweredQuestion answered) {
    AnswerRequest request = answered.request();
    ObjectNode columns =
        JSON.createObjectNode()
            .put("prompt", TrainingText.answerPrompt(request.asked()))
            .put("completion", TrainingText.continuation(answered.answer()));
    String id = fineTuningId(request.source().pmid());
    return new Row(
        id,
        columns.toString(),
        Lineage.ofQuestion(id, request.source(), request.asked())
            .put("answerer", answered.answerer())
            .toString());
  }

  /** The id of the fine-tuning row about a source. */
  public static String fineTuningId(String pmid) {
    return id("sft", pmid);
  }

  /** A rejection, sorted by stage and then by PMID. */
  public static Row rejection(Rejection rejection) {
    ObjectNode columns =
        JSON.createObjectNode()
            .put("stage", rejection.stage())
            .put("pmid", rejection.pmid())
            .put("reason", rejection.reason())
            .put("detail", rejection.detail());
    return new Row(id(rejection.stage(), rejection.pmid()), columns.toString(), "");
  }

  private static String id(String start, String pmid) {
    return start + "-" + "0".repeat(Math.max(0, 8 - pmid.length())) + pmid;
  }
}
