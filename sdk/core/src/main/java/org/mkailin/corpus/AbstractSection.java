package org.mkailin.corpus;

import java.io.Serializable;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * One section of an abstract.
 *
 * @param label the author's label as printed, such as «MATERIALS AND METHODS»; empty where there is
 *     none
 * @param category NLM's category of the section: BACKGROUND, OBJECTIVE, METHODS, RESULTS,
 *     CONCLUSIONS or UNASSIGNED; empty where NLM gives none
 * @param text the section's text, without markup; not blank
 */
@DefaultCoder(RecordCoder.class)
public record AbstractSection(String label, String category, String text) implements Serializable {
  public AbstractSection {
    if (text.isBlank()) {
      throw new IllegalArgumentException("abstract section '" + label + "' has no text");
    }
  }
}
