/**
 * A plugin and a file system that stop for good at a chosen place, so that a test can kill the
 * process there. They travel in a jar of their own, as users' plugins do.
 */
@NullMarked
package org.mkailin.runners.flink.halting;

import org.jspecify.annotations.NullMarked;
