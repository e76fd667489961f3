/**
 * Text to token ids and back, as Hugging Face's tokenizers do it.
 *
 * <p>Start with {@link org.mkailin.tokenizers.Tokenizer}.
 */
@NullMarked
package org.mkailin.tokenizers;

import org.jspecify.annotations.NullMarked;
