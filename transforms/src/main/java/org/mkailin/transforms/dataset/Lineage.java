package org.mkailin.transforms.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.mkailin.corpus.Citation;
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
    ObjectNode lineage = ofSource(id, preference.source());
    lineage.set("chosen", question(preference.chosen()).put("score", preference.chosenScore()));
    lineage.set(
        "rejected", question(preference.rejected()).put("score", preference.rejectedScore()));
    return lineage.put("margin", preference.margin()).put("tie", preference.tie());
  }

  static ObjectNode ofQuestion(String id, Citation source, QuestionInContext asked) {
    ObjectNode lineage = ofSource(id, source);
    lineage.setAll(question(asked));
    return lineage;
  }

  private static ObjectNode ofSource(String id, Citation source) {
    ObjectNode lineage = JSON.createObjectNode().put("id", id).put("pmid", source.pmid());
    Integer year = source.year();
    if (year != null) {
      lineage.put("year", year);
    }
    ArrayNode mesh = lineage.putArray("mesh");
    for (MeshHeading heading : source.headings()) {
      mesh.addObject()
          .put("ui", heading.ui())
          .put("name", heading.name())
          .put("major", heading.isMajorTopic());
    }
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
