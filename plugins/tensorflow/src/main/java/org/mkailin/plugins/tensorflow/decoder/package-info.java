/**
 * Llama, Mistral and Qwen2 on TensorFlow: the network as a graph, and the loop that makes text with
 * it. Start at {@link org.mkailin.plugins.tensorflow.decoder.LanguageModel}; the network reads from
 * {@link org.mkailin.plugins.tensorflow.decoder.DecoderLayers}.
 */
@NullMarked
package org.mkailin.plugins.tensorflow.decoder;

import org.jspecify.annotations.NullMarked;
