package org.mkailin.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Values opened once for each key, counted, and closed with their last user.
 *
 * <p>Opening and closing hold the key's own lock: users of the same key wait for each other, so a
 * value is closed before it is opened anew; users of other keys do not wait. The lock order is key,
 * then pool.
 *
 * @param <V> the values' type
 */
final class SharedPool<V extends AutoCloseable> {
  private static final class Entry<V> {
    private int users;
    private V value;
  }

  private final Map<Object, Entry<V>> entries = new HashMap<>();

  /** The value of {@code key}, opened by {@code open} if nobody uses it yet. */
  V acquire(Object key, Callable<? extends V> open) {
    Entry<V> entry;
    synchronized (entries) {
      entry = entries.computeIfAbsent(key, k -> new Entry<>());
      entry.users++;
    }
    synchronized (entry) {
      try {
        if (entry.value == null) {
          entry.value = open.call();
        }
        return entry.value;
      } catch (RuntimeException e) {
        forget(key, entry);
        throw e;
      } catch (Exception e) {
        forget(key, entry);
        throw new IllegalStateException("could not open " + key + ": " + e.getMessage(), e);
      }
    }
  }

  /** Gives back what {@link #acquire} gave; the last one closes it. */
  void release(Object key) {
    Entry<V> entry;
    synchronized (entries) {
      entry = entries.get(key);
    }
    if (entry == null) {
      throw new IllegalStateException("released more often than acquired: " + key);
    }
    synchronized (entry) {
      synchronized (entries) {
        entry.users--;
        if (entry.users > 0) {
          return;
        }
      }
      V value = entry.value;
      entry.value = null;
      try {
        value.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("could not close " + key, e);
      } finally {
        removeUnused(key, entry);
      }
    }
  }

  /** The keys in use. */
  Set<Object> keys() {
    synchronized (entries) {
      return Set.copyOf(entries.keySet());
    }
  }

  private void forget(Object key, Entry<V> entry) {
    synchronized (entries) {
      entry.users--;
    }
    removeUnused(key, entry);
  }

  private void removeUnused(Object key, Entry<V> entry) {
    synchronized (entries) {
      if (entry.users == 0) {
        entries.remove(key, entry);
      }
    }
  }
}
