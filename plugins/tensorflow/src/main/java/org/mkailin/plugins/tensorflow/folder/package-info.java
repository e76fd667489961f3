/**
 * Model folders as Hugging Face writes them: configuration, weights and adapters, read without
 * Python and without TensorFlow.
 *
 * <p>Start with {@link org.mkailin.plugins.tensorflow.folder.ModelFolder}. A {@link
 * org.mkailin.plugins.tensorflow.folder.Checkpoint} says where in which file the bytes of each
 * tensor lie; who computes with them maps them into memory.
 */
@NullMarked
package org.mkailin.plugins.tensorflow.folder;

import org.jspecify.annotations.NullMarked;
