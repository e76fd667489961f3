package org.mkailin.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import org.apache.beam.sdk.testing.TestPipeline;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/**
 * Gives a JUnit 5 test Beam's {@link TestPipeline} as a parameter, with all of its enforcement: a
 * test that builds a pipeline and forgets to run it fails.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BeamTest.Extension.class)
public @interface BeamTest {

  /** The bridge from JUnit 5 to Beam's JUnit 4 rule. */
  final class Extension implements ParameterResolver, InvocationInterceptor {
    private static final ExtensionContext.Namespace PIPELINES =
        ExtensionContext.Namespace.create(Extension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == TestPipeline.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return pipelineOf(context);
    }

    @Override
    public void interceptTestMethod(
        Invocation<Void> invocation,
        ReflectiveInvocationContext<Method> method,
        ExtensionContext context)
        throws Throwable {
      Statement test =
          new Statement() {
            @Override
            public void evaluate() throws Throwable {
              invocation.proceed();
            }
          };
      Description description =
          Description.createTestDescription(
              context.getRequiredTestClass(), context.getRequiredTestMethod().getName());
      pipelineOf(context).apply(test, description).evaluate();
    }

    private static TestPipeline pipelineOf(ExtensionContext context) {
      return context
          .getStore(PIPELINES)
          .getOrComputeIfAbsent(
              context.getUniqueId(),
              id -> TestPipeline.create().enableAbandonedNodeEnforcement(true),
              TestPipeline.class);
    }
  }
}
