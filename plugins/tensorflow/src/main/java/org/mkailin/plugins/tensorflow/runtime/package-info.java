/**
 * TensorFlow on this machine: its native library, devices and sessions, and the weights of a
 * checkpoint as variables of a graph. Start at {@link
 * org.mkailin.plugins.tensorflow.runtime.TensorFlowRuntime}.
 */
@NullMarked
package org.mkailin.plugins.tensorflow.runtime;

import org.jspecify.annotations.NullMarked;
