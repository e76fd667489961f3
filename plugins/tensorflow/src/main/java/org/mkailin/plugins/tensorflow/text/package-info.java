/**
 * Conversations to token ids and back: a model folder's tokenizer and its chat template.
 *
 * <p>Start with {@link org.mkailin.plugins.tensorflow.text.PromptTokenizer}.
 */
@NullMarked
package org.mkailin.plugins.tensorflow.text;

import org.jspecify.annotations.NullMarked;
