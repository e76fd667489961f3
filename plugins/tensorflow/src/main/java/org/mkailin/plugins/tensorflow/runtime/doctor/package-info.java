/**
 * What {@code mkailin doctor} asks of TensorFlow: what is there, and whether it computes right on
 * each device. Start at {@link org.mkailin.plugins.tensorflow.runtime.doctor.Examination}.
 */
@NullMarked
package org.mkailin.plugins.tensorflow.runtime.doctor;

import org.jspecify.annotations.NullMarked;
