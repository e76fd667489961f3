package org.mkailin.transforms.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.corpus.Preference;
import org.mkailin.corpus.QuestionInContext;

/**
 * Where a row comes from: its source, its contexts, who asked and how it was judged.
 *
 * <p>What an agent's name stands for (plugins, configuration, versions) is in the manifest.
 */
final class Lineage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Lineage() {}

  static ObjectNode ofPreference(String id, Preference preference) {
    ObjectNode lineage =
        JSON.createObjectNode().put("id", id).put("pmid", preference.source().pmid());
    Integer year = preference.source().year();
    if (year != null) {
      lineage.put("year", year);
    }
    ArrayNode mesh = lineage.putArray("mesh");
    for (MeshHeading heading : preference.source().headings()) {
      mesh.addObject()
          .put("ui", heading.ui())
          .put("name", heading.name())
          .put("major", heading.isMajorTopic());
    }
    lineage.set("chosen", question(preference.chosen()).put("score", preference.chosenScore()));
    lineage.set(
        "rejected", question(preference.rejected()).put("score", preference.rejectedScore()));
    return lineage.put("margin", preference.margin()).put("tie", preference.tie());
  }

  static ObjectNode ofQuestion(String id, QuestionInContext asked) {
    ObjectNode lineage = JSON.createObjectNode().put("id", id).put("pmid", asked.question().pmid());
    lineage.setAll(question(asked));
    return lineage;
  }

  private static ObjectNode question(QuestionInContext asked) {
    ObjectNode question =
        JSON.createObjectNode()
            .put("agent", asked.question().generator())
            .put("question", asked.question().text());
    ArrayNode contexts = question.putArray("contexts");
    for (Context context : asked.contexts()) {
      contexts.addObject().put("pmid", context.passage().pmid()).put("score", context.score());
    }
    return question;
  }
}
