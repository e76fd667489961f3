package org.mkailin.runtime;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/** A plugin that opens a shared thing with its injector, and then fails. */
public final class BrittlePlugin implements Plugin {
  static final AtomicInteger OPEN = new AtomicInteger();

  private record Key(String file) {}

  static final class Breaking {
    @Inject
    Breaking(Resources resources) {
      OPEN.incrementAndGet();
      resources.share(new Key("brittle"), () -> OPEN::decrementAndGet);
      throw new IllegalStateException("out of memory");
    }
  }

  @Override
  public String name() {
    return "brittle";
  }

  @Override
  public String description() {
    return "Breaks while it is built.";
  }

  @Override
  public Set<Role> provides() {
    return Set.of();
  }

  @Override
  public Module module() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        bind(Breaking.class).asEagerSingleton();
      }
    };
  }
}
