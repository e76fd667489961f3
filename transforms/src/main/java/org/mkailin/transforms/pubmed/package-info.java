/**
 * Reads PubMed: NLM's XML files, or JSON lines, into {@link org.mkailin.corpus.Citation}s.
 *
 * <p>Start with {@link org.mkailin.transforms.pubmed.ReadCitations}, the transform. {@code
 * PubmedXml} and {@code CitationLines} stream the records of one file; {@code RecordFile} finds out
 * which of them a file needs and says where and why a damaged one ends; {@code RevisionHistory}
 * decides which of a PMID's revisions counts.
 */
@NullMarked
package org.mkailin.transforms.pubmed;

import org.jspecify.annotations.NullMarked;
