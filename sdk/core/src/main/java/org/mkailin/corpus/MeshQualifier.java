package org.mkailin.corpus;

import java.io.Serializable;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * A MeSH qualifier on a heading, such as «therapeutic use».
 *
 * @param ui the qualifier's unique identifier, such as «Q000627»; empty where not printed
 * @param name the qualifier's name
 * @param major whether descriptor and qualifier together are a major topic
 */
@DefaultCoder(RecordCoder.class)
public record MeshQualifier(String ui, String name, boolean major) implements Serializable {}
