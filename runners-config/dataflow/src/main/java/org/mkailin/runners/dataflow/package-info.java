/**
 * Google Cloud Dataflow: what its jobs need beyond Beam's own defaults, and what can be known to be
 * wrong before one is paid for.
 *
 * <p>Start with {@link org.mkailin.runners.dataflow.SupportedDataflowRunner}. The worker image and
 * the Flex Template are in the module's folders {@code docker} and {@code template}.
 */
@NullMarked
package org.mkailin.runners.dataflow;

import org.jspecify.annotations.NullMarked;
