/**
 * What a program is, and how any of them is run: {@code distill} and {@code index} are two.
 *
 * <p>A new one implements {@link org.mkailin.pipelines.program.Program} in a package of its own
 * beside {@code distill}, and gets a command. Start there.
 */
@NullMarked
package org.mkailin.pipelines.program;

import org.jspecify.annotations.NullMarked;
