/**
 * Typed, strict configuration: a record per plugin, filled from YAML.
 *
 * <p>Start with {@link org.mkailin.config.Setting}, which stands on every component of a
 * configuration record, and {@link org.mkailin.config.ConfigBinder}, which fills it.
 */
@NullMarked
package org.mkailin.config;

import org.jspecify.annotations.NullMarked;
