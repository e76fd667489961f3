/**
 * Google Cloud on this machine, as far as a Dataflow job needs it: Cloud Storage's JSON API over a
 * local folder, and a Dataflow service that runs the staged pipeline on Flink's portable
 * translator.
 *
 * <p>Start with {@link org.mkailin.runners.dataflow.standin.GoogleStandIn}.
 */
@NullMarked
package org.mkailin.runners.dataflow.standin;

import org.jspecify.annotations.NullMarked;
