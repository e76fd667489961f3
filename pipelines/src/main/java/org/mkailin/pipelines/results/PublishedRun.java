package org.mkailin.pipelines.results;

import java.util.List;
import org.mkailin.pipelines.books.StageCounts;
import org.mkailin.transforms.dataset.WrittenFile;

/**
 * A run whose results stand in their place.
 *
 * @param stages the books of every stage
 * @param files what was published
 * @param examples the clearest preferences
 * @param out where
 */
public record PublishedRun(
    List<StageCounts> stages, List<WrittenFile> files, List<Example> examples, String out) {}
