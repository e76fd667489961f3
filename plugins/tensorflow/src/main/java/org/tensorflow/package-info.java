/** A door in TensorFlow Java's own package; see {@link org.tensorflow.TensorMemory}. */
@NullMarked
package org.tensorflow;

import org.jspecify.annotations.NullMarked;
