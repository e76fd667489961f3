/** The direct runner: everything in one JVM. */
@NullMarked
package org.mkailin.runners.direct;

import org.jspecify.annotations.NullMarked;
