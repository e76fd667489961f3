package org.mkailin.runners.direct;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import java.util.Set;
import org.mkailin.model.TextEncoder;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;
import org.mkailin.testkit.HashingEncoder;

/** An encoder of other dimensions than the default one. */
public final class HashingPlugin implements Plugin {
  @Override
  public String name() {
    return "hashing";
  }

  @Override
  public String description() {
    return "The testkit's fake encoder.";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.TEXT_ENCODER);
  }

  @Override
  public Module module() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        bind(TextEncoder.class).toInstance(new HashingEncoder());
      }
    };
  }
}
