/**
 * Files and folders on any file system that Beam knows: inputs, and the folder that results are
 * published to whole or not at all.
 *
 * <p>Start with {@link org.mkailin.pipelines.place.OutputFolder}.
 */
@NullMarked
package org.mkailin.pipelines.place;

import org.jspecify.annotations.NullMarked;
