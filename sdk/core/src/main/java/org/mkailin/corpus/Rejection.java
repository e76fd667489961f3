package org.mkailin.corpus;

import java.io.Serializable;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * Why a citation went no further; data, not an exception, so that nothing disappears.
 *
 * @param stage the stage that rejected it, such as «read» or «judge»
 * @param pmid the citation; empty where not even that could be read
 * @param reason kebab-case, from a small fixed set per stage, so that it can be counted
 * @param detail what a person needs to understand this one case
 */
@DefaultCoder(RecordCoder.class)
public record Rejection(String stage, String pmid, String reason, String detail)
    implements Serializable {}
