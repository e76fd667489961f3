package org.mkailin.transforms.dataset;

import java.io.Serializable;
import java.util.Comparator;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.mkailin.corpus.RecordCoder;

/**
 * One line of a file to be, with its lineage.
 *
 * @param id what the file is sorted by; for training rows the row id, such as «sft-00012345»
 * @param line the line, without its end
 * @param lineage the line in the lineage file; empty where there is none
 */
@DefaultCoder(RecordCoder.class)
public record Row(String id, String line, String lineage) implements Serializable {
  /** The order of rows in a file: by id, then by line, then by lineage; so there is but one. */
  static final Comparator<Row> ORDER =
      Comparator.comparing(Row::id).thenComparing(Row::line).thenComparing(Row::lineage);
}
