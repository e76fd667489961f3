/** Flink: embedded in one JVM, or a cluster. Start with {@link SupportedFlinkRunner}. */
@NullMarked
package org.mkailin.runners.flink;

import org.jspecify.annotations.NullMarked;
