/**
 * The models that agents are built on: what encodes, what generates, what finds.
 *
 * <p>An agent asks Guice for one of these; which plugin answers is a matter of configuration.
 */
@NullMarked
package org.mkailin.model;

import org.jspecify.annotations.NullMarked;
