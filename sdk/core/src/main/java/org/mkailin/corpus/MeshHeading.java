package org.mkailin.corpus;

import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * A MeSH heading of a citation: a descriptor with its qualifiers.
 *
 * @param ui the descriptor's unique identifier, such as «D010206»; empty in records from before NLM
 *     printed it
 * @param name the descriptor's name, such as «Papain»
 * @param major whether the descriptor itself is marked as a major topic
 * @param qualifiers the qualifiers in the record's order
 */
@DefaultCoder(RecordCoder.class)
public record MeshHeading(String ui, String name, boolean major, List<MeshQualifier> qualifiers)
    implements Serializable {

  public MeshHeading {
    if (name.isBlank()) {
      throw new IllegalArgumentException("MeSH heading '" + ui + "' has no name");
    }
    qualifiers = List.copyOf(qualifiers);
  }

  /** Whether the heading is a major topic, by its descriptor or by one of its qualifiers. */
  public boolean isMajorTopic() {
    return major || qualifiers.stream().anyMatch(MeshQualifier::major);
  }
}
