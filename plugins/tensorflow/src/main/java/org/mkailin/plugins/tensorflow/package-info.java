/**
 * The plugins «tensorflow» (language models) and «tensorflow-encoder» (text encoders): models from
 * Hugging Face folders on TensorFlow, on the CPU or a GPU.
 *
 * <p>To read: {@code LoadedModel} puts a language model together from the packages below: {@code
 * folder} reads a model's files, {@code text} its tokenizer and chat template, {@code runtime} is
 * TensorFlow on this machine, {@code decoder} and {@code encoder} are the networks.
 */
@NullMarked
package org.mkailin.plugins.tensorflow;

import org.jspecify.annotations.NullMarked;
