package org.mkailin.runtime;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * What one agent holds open; a plugin injects it to share heavy things with other agents.
 *
 * <p>Weights and clients are shared by the identity of their configuration: two agents that ask for
 * the same key get the same instance, opened once in the JVM (that is: once for each class loader)
 * and closed with the last agent.
 *
 * <pre>{@code
 * @Provides @Singleton
 * TextEncoder encoder(MiniLmConfig config, Resources resources) {
 *   return resources.share(config, () -> new MiniLmEncoder(config));
 * }
 * }</pre>
 *
 * <p>What is not shared needs no call: every {@code AutoCloseable} that Guice makes for the agent
 * is closed with it, newest first.
 */
public final class Resources {
  private static final SharedPool<AutoCloseable> SHARED = new SharedPool<>();

  private final Deque<AutoCloseable> closers = new ArrayDeque<>();
  private final Set<Object> known = Collections.newSetFromMap(new IdentityHashMap<>());

  Resources() {}

  /**
   * Resources of someone who is no agent, such as a Beam function that opens them in its set-up;
   * who opens them has to {@link #close} them.
   */
  public static Resources open() {
    return new Resources();
  }

  /**
   * Shares a resource with every agent in this JVM that asks for the same key.
   *
   * @param key what tells this resource from others of its kind: a record with the plugin's
   *     configuration, or the part of it that matters
   * @param open opens it; called only if no agent holds it yet
   */
  @SuppressWarnings("unchecked")
  public synchronized <T extends AutoCloseable> T share(Record key, Callable<T> open) {
    AutoCloseable value = SHARED.acquire(key, open);
    known.add(value);
    closers.push(() -> SHARED.release(key));
    return (T) value;
  }

  /** Remembers something to close with the agent, unless it is shared or known already. */
  synchronized void own(AutoCloseable value) {
    if (known.add(value)) {
      closers.push(value);
    }
  }

  /**
   * Closes all, newest first; a failure does not keep the rest open. An agent's are closed with it,
   * by nobody else.
   */
  public synchronized void close() {
    RuntimeException failure = null;
    while (!closers.isEmpty()) {
      try {
        closers.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IllegalStateException("could not close all of an agent", e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** The keys of everything that is shared in this JVM now, for tests of leaks. */
  public static Set<Object> inUse() {
    return SHARED.keys();
  }
}
