/**
 * The records that travel through the pipeline, from a PubMed citation to a judged and answered
 * question.
 *
 * <p>Start with {@link org.mkailin.corpus.Citation}. All records are immutable, and Beam encodes
 * them by {@link org.mkailin.corpus.RecordCoder}. Group by PMID, and never by a record.
 */
@NullMarked
package org.mkailin.corpus;

import org.jspecify.annotations.NullMarked;
