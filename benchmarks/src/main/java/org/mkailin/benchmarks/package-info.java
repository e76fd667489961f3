/**
 * Programs that measure: how fast models run here beside Hugging Face transformers, and whether a
 * GPU computes right and how fast. Start at {@link org.mkailin.benchmarks.PeerBenchmark} and {@link
 * org.mkailin.benchmarks.GpuCheck}.
 */
@NullMarked
package org.mkailin.benchmarks;

import org.jspecify.annotations.NullMarked;
