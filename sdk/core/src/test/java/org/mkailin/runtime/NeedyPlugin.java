package org.mkailin.runtime;

import com.google.inject.Module;
import com.google.inject.util.Modules;
import java.util.Set;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/** A plugin that needs what nobody provides. */
public final class NeedyPlugin implements Plugin {
  @Override
  public String name() {
    return "needy";
  }

  @Override
  public String description() {
    return "Needs an encoder.";
  }

  @Override
  public Set<Role> provides() {
    return Set.of();
  }

  @Override
  public Set<Role> requires() {
    return Set.of(Role.TEXT_ENCODER);
  }

  @Override
  public Module module() {
    return Modules.EMPTY_MODULE;
  }
}
