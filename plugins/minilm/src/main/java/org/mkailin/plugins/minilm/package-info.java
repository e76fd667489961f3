/**
 * A real sentence encoder that arrives as a Maven dependency: all-MiniLM-L6-v2 on ONNX Runtime.
 *
 * <p>Start with {@link org.mkailin.plugins.minilm.MiniLmEncoder}.
 */
@NullMarked
package org.mkailin.plugins.minilm;

import org.jspecify.annotations.NullMarked;
