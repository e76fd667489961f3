package org.mkailin.plugins.tensorflow.encoder;

import java.util.Optional;

/**
 * How texts are made ready for a model, and its states into vectors.
 *
 * @param prefix what stands before every text, such as «query: » for E5; may be empty
 * @param pooling the publisher's own, else the mean, unless given
 * @param maxTokens the most tokens of a text, prefix and special ones counted; the publisher's own,
 *     else 512, unless given
 * @param normalize whether vectors get unit length
 */
public record EncoderSettings(
    String prefix, Optional<Pooling> pooling, Optional<Integer> maxTokens, boolean normalize) {}
