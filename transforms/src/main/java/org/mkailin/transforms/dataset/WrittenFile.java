package org.mkailin.transforms.dataset;

import java.io.Serializable;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.mkailin.corpus.RecordCoder;

/**
 * A file that was written under a name of its own, to be moved to its final name at the end.
 *
 * @param writtenAs where it is now
 * @param name its final name below the output folder, such as «sft/sft-00000-of-00002.jsonl»
 * @param rows number of lines
 * @param bytes size
 * @param sha256 checksum, in lower-case hexadecimal
 */
@DefaultCoder(RecordCoder.class)
public record WrittenFile(String writtenAs, String name, long rows, long bytes, String sha256)
    implements Serializable {}
