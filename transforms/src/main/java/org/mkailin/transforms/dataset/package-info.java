/**
 * The rows of the training sets and how they are written: sorted, in a fixed number of files, each
 * beside its lineage.
 *
 * <p>Start with {@link org.mkailin.transforms.dataset.TrainingRows} for what a row says, and with
 * {@link org.mkailin.transforms.dataset.WriteRows} for how it reaches a file.
 */
@NullMarked
package org.mkailin.transforms.dataset;

import org.jspecify.annotations.NullMarked;
