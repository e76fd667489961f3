/**
 * The plugin to copy: a question generator in four small classes.
 *
 * <p>To write a plugin of your own, copy this module and rename. Read in this order:
 *
 * <ol>
 *   <li>{@link org.mkailin.plugins.example.ExamplePlugin}: what mkailin finds in the jar, by the
 *       file {@code META-INF/services/org.mkailin.plugin.Plugin}
 *   <li>{@link org.mkailin.plugins.example.ExampleConfig}: its section of the configuration
 *   <li>{@link org.mkailin.plugins.example.ExampleModule}: which class plays which role
 *   <li>{@link org.mkailin.plugins.example.ExampleQuestionGenerator}: the agent, which does the
 *       work
 *   <li>its tests: the role's contract from the testkit, the configuration, the agent's own claims
 * </ol>
 *
 * <p>Depend on {@code mkailin-sdk}, and on {@code mkailin-testkit} in test scope; on no other part
 * of mkailin. Then put the jar on the class path, and name the plugin in an agent:
 *
 * <pre>
 * agents:
 *   general: { plugins: [example], example: { prefix: What is known about } }
 * </pre>
 */
@NullMarked
package org.mkailin.plugins.example;

import org.jspecify.annotations.NullMarked;
