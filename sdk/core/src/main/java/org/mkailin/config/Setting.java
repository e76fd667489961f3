package org.mkailin.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one component of a configuration record.
 *
 * <p>The key in YAML is the component's name in kebab-case: {@code maxTokens} is read from {@code
 * max-tokens}. A component without default is required, unless its type is {@code Optional}, {@code
 * List} or {@code Set}. Ranges are checked in the record's constructor, by an {@code
 * IllegalArgumentException} that names the key.
 *
 * <pre>{@code
 * public record DenseConfig(
 *     @Setting(value = "contexts for each question", byDefault = "4") int k) {}
 * }</pre>
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Setting {
  /** The value of {@link #byDefault()} that says there is no default. */
  String NONE = "\0";

  /** What the setting does, in one line. */
  String value();

  /** The default, written as in YAML. */
  String byDefault() default NONE;
}
