package org.mkailin.plugins.minilm;

import com.google.inject.Module;
import java.util.Set;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/** The plugin «minilm»: a text encoder that needs neither a download nor a server. */
public final class MiniLmPlugin implements Plugin {
  @Override
  public String name() {
    return "minilm";
  }

  @Override
  public String description() {
    return "encodes text with all-MiniLM-L6-v2, which comes with the plugin, on the CPU";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.TEXT_ENCODER);
  }

  @Override
  public Class<MiniLmConfig> configuration() {
    return MiniLmConfig.class;
  }

  @Override
  public Module module() {
    return new MiniLmModule();
  }
}
