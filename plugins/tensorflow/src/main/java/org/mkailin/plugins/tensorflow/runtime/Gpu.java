package org.mkailin.plugins.tensorflow.runtime;

/**
 * A GPU that TensorFlow can use.
 *
 * @param number its number, from 0
 * @param name its maker's name for it, such as «NVIDIA H200», where that is certain
 * @param memoryBytes memory that TensorFlow may use of it
 */
public record Gpu(int number, String name, long memoryBytes) {}
