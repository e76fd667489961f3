package org.mkailin.testkit.elasticsearch;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.SearchOption;

/**
 * Gives JUnit 5 tests a real Elasticsearch node, one of each version for the whole test run.
 *
 * <pre>{@code
 * @OnElasticsearch(V9)
 * class PassageSearchIT {
 *   @Test
 *   void findsWhatWasIndexed(ElasticsearchServer server) throws Exception {
 *     server.send("PUT", "/passages/_doc/1?refresh=true", "{\"title\": \"papain\"}");
 *
 *     var answer = server.send("GET", "/passages/_search?q=title:papain&filter_path=**._id", "");
 *
 *     assertThat(answer.body()).isEqualTo("{\"hits\":{\"hits\":[{\"_id\":\"1\"}]}}");
 *   }
 * }
 * }</pre>
 *
 * <p>The node is shared: give indices names of your own, and delete them. Whoever kills or fills a
 * node starts one by {@link ElasticsearchServer#start(NodeOptions)}; whoever needs answers that no
 * node gives at will, such as a 429, puts a {@link FaultInjectingProxy} before it. To run the same
 * tests against both versions, write them in an abstract class with two empty subclasses, one
 * {@code @OnElasticsearch(V8)} and one {@code @OnElasticsearch(V9)}.
 *
 * <h2>The build</h2>
 *
 * <p>The server is Elastic's own archive from Maven Central. It is fetched when integration tests
 * run, and never by {@code mvn package}:
 *
 * <pre>{@code
 * <dependency>
 *   <groupId>org.mkailin</groupId>
 *   <artifactId>mkailin-testkit-elasticsearch</artifactId>
 *   <version>0.1.0-SNAPSHOT</version>
 *   <scope>test</scope>
 * </dependency>
 *
 * <plugin>
 *   <artifactId>maven-dependency-plugin</artifactId>
 *   <executions>
 *     <execution>
 *       <phase>pre-integration-test</phase>
 *       <goals><goal>get</goal></goals>
 *       <configuration>
 *         <artifact>org.elasticsearch.distribution.integ-test-zip:elasticsearch:9.5.3:zip</artifact>
 *         <transitive>false</transitive>
 *       </configuration>
 *     </execution>
 *   </executions>
 * </plugin>
 * <plugin>
 *   <artifactId>maven-failsafe-plugin</artifactId>
 *   <executions>
 *     <execution>
 *       <goals><goal>integration-test</goal><goal>verify</goal></goals>
 *     </execution>
 *   </executions>
 * </plugin>
 * }</pre>
 *
 * <p>A module of mkailin itself sets the property {@code elasticsearch.fetched-at} to {@code
 * pre-integration-test} instead of naming the first plugin. Without Maven, the system property
 * {@code mkailin.elasticsearch.archives} names a folder with {@code elasticsearch-9.5.3.zip}.
 *
 * <h2>The machine</h2>
 *
 * <p>Linux or macOS; as root, the node runs as user nobody, by the command {@code setpriv}. Version
 * 8 needs Java 17 or later, version 9 Java 21 or later; the tests' own may be older. A fitting Java
 * is looked for in the environment variable {@code ES_JAVA_HOME}, the system property {@code
 * mkailin.elasticsearch.java}, {@code JAVA_HOME}, the tests' own, and where machines keep them.
 * Where none is found, the tests are skipped with words that say so, or, if the environment
 * variable {@code MKAILIN_REQUIRE_ELASTICSEARCH} is {@code true}, fail with the same words.
 */
public final class ElasticsearchExtension implements ExecutionCondition, ParameterResolver {
  private static final Namespace NODES = Namespace.create(ElasticsearchExtension.class);

  /** A node that ends with the test run. */
  private record Shared(ElasticsearchServer server) implements CloseableResource {
    @Override
    public void close() {
      server.close();
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    try {
      return ConditionEvaluationResult.enabled("runs on " + JavaHome.find(version(context)));
    } catch (NoFittingJava none) {
      return skipOrFail(none, System.getenv("MKAILIN_REQUIRE_ELASTICSEARCH"));
    }
  }

  static ConditionEvaluationResult skipOrFail(NoFittingJava none, @Nullable String required) {
    if ("true".equals(required)) {
      throw none;
    }
    String words = "Skipped: " + none.getMessage();
    System.err.println(words);
    return ConditionEvaluationResult.disabled(words);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ElasticsearchServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NODES)
        .getOrComputeIfAbsent(
            version(context),
            version -> new Shared(ElasticsearchServer.start(version)),
            Shared.class)
        .server();
  }

  private static ElasticsearchVersion version(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(
            context.getRequiredTestClass(),
            OnElasticsearch.class,
            SearchOption.INCLUDE_ENCLOSING_CLASSES)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    context.getRequiredTestClass().getName()
                        + " does not say @OnElasticsearch(V8) or @OnElasticsearch(V9)"))
        .value();
  }
}
