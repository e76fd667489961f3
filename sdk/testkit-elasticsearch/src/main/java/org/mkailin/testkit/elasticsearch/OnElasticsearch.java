package org.mkailin.testkit.elasticsearch;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class on a real node of this version; {@link ElasticsearchExtension} is the manual.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ElasticsearchExtension.class)
public @interface OnElasticsearch {
  ElasticsearchVersion value();
}
