/**
 * Programs that measure: how fast models run here beside Hugging Face transformers, whether a GPU
 * computes right and how fast, what the frame costs, and how fast and how well passages are found.
 * Start at {@link org.mkailin.benchmarks.PeerBenchmark}, {@link org.mkailin.benchmarks.GpuCheck},
 * {@link org.mkailin.benchmarks.FrameBenchmark} and {@link org.mkailin.benchmarks.SearchBenchmark}.
 */
@NullMarked
package org.mkailin.benchmarks;

import org.jspecify.annotations.NullMarked;
