/**
 * BERT on TensorFlow: the network as a graph, and the text encoder over it. Start at {@link
 * org.mkailin.plugins.tensorflow.encoder.TensorFlowEncoder}; the network reads from {@link
 * org.mkailin.plugins.tensorflow.encoder.BertLayers}.
 */
@NullMarked
package org.mkailin.plugins.tensorflow.encoder;

import org.jspecify.annotations.NullMarked;
