/**
 * The records that travel through the pipeline, from a PubMed citation to a judged and answered
 * question.
 *
 * <p>Start with {@link org.mkailin.corpus.Citation}. All records are immutable and {@code
 * Serializable}, so Beam infers their coder; that coder is not deterministic, so group by PMID, and
 * never by a record.
 */
@NullMarked
package org.mkailin.corpus;

import org.jspecify.annotations.NullMarked;
