package org.mkailin.runtime;

import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.ProvisionException;
import com.google.inject.TypeLiteral;
import com.google.inject.spi.Message;
import com.google.inject.util.Types;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.mkailin.agent.Agent;
import org.mkailin.agent.AgentSpec;
import org.mkailin.agent.AgentTransform;
import org.mkailin.plugin.PluginRegistry;

/**
 * A lease on an agent: the first one in a JVM builds its injector, later ones share it, and closing
 * the last one closes all that the agent opened.
 *
 * <p>Statics here live as long as their class loader. On a Flink session cluster each job has its
 * own, so «once in a JVM» means once for each job there.
 */
public final class AgentLease implements AutoCloseable {
  /** An agent's injector, and its implementation of each role that was asked for. */
  private record BuiltAgent(Injector injector, Resources resources, Map<Class<?>, Object> byRole)
      implements AutoCloseable {
    /** One instance, even where the plugin's binding has no scope. */
    Object get(Class<?> role) {
      return byRole.computeIfAbsent(role, injector::getInstance);
    }

    @Override
    public void close() {
      resources.close();
    }
  }

  private static final SharedPool<BuiltAgent> AGENTS = new SharedPool<>();

  private final AgentSpec spec;
  private final BuiltAgent agent;
  private boolean closed;

  private AgentLease(AgentSpec spec, BuiltAgent agent) {
    this.spec = spec;
    this.agent = agent;
  }

  /**
   * Leases the agent of {@code spec}, with plugins from the class path.
   *
   * @throws org.mkailin.config.ConfigurationException with all problems of its configuration
   */
  public static AgentLease of(AgentSpec spec) {
    return new AgentLease(spec, AGENTS.acquire(spec, () -> build(spec)));
  }

  private static BuiltAgent build(AgentSpec spec) {
    Resources resources = new Resources();
    ClassLoader loader =
        Optional.ofNullable(Thread.currentThread().getContextClassLoader())
            .orElse(AgentLease.class.getClassLoader());
    AgentAssembly assembly = AgentAssembly.of(spec, PluginRegistry.load(loader));
    try {
      return new BuiltAgent(assembly.injector(resources), resources, new ConcurrentHashMap<>());
    } catch (CreationException e) {
      throw closing(resources, explain(spec, e.getErrorMessages(), e));
    } catch (RuntimeException e) {
      throw closing(resources, e);
    }
  }

  /** What was opened before the failure has nobody else to close it. */
  private static RuntimeException closing(Resources resources, RuntimeException failure) {
    try {
      resources.close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  /**
   * The agent's implementation of a role, made on first use; the same for all leases of a spec.
   *
   * @throws IllegalStateException if a plugin could not make it, with the plugin's own words
   */
  public <T> T get(Class<T> role) {
    try {
      return role.cast(agent.get(role));
    } catch (ProvisionException e) {
      throw explain(spec, e.getErrorMessages(), e);
    } catch (ConfigurationException e) {
      throw explain(spec, e.getErrorMessages(), e);
    }
  }

  /** The agent's transform form of {@code role}, if a plugin binds one. */
  @SuppressWarnings("unchecked")
  public <I, O> Optional<AgentTransform<I, O>> transformForm(Class<? extends Agent<I, O>> role) {
    ParameterizedType agentType =
        (ParameterizedType) TypeLiteral.get(role).getSupertype(Agent.class).getType();
    Type[] inputAndOutput = agentType.getActualTypeArguments();
    var key =
        (Key<AgentTransform<I, O>>)
            Key.get(Types.newParameterizedType(AgentTransform.class, inputAndOutput));
    return Optional.ofNullable(agent.injector().getExistingBinding(key))
        .map(binding -> binding.getProvider().get());
  }

  /** The specs of all agents that are leased in this JVM now, for tests of leaks. */
  public static Set<Object> inUse() {
    return AGENTS.keys();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      AGENTS.release(spec);
    }
  }

  private static RuntimeException explain(
      AgentSpec spec, Collection<Message> messages, RuntimeException e) {
    String said =
        messages.stream()
            .map(
                m ->
                    m.getCause() == null
                        ? m.getMessage()
                        : String.valueOf(m.getCause().getMessage()))
            .distinct()
            .collect(Collectors.joining("; "));
    return new IllegalStateException(
        String.format(
            Locale.ROOT, "agent '%s' (plugins %s): %s", spec.name(), spec.plugins(), said),
        e);
  }
}
