package org.mkailin.plugins.tensorflow.folder;

/**
 * A storage of torch: a flat array that tensors are views of.
 *
 * @param key its name within the file
 */
record TorchStorage(ElementType type, String key, long elements) {}
