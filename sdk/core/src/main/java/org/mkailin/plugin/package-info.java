/**
 * The door for plugins. A plugin is a jar with a {@link org.mkailin.plugin.Plugin} named in {@code
 * META-INF/services/org.mkailin.plugin.Plugin}; start there, and copy {@code plugins/example}.
 */
@NullMarked
package org.mkailin.plugin;

import org.jspecify.annotations.NullMarked;
