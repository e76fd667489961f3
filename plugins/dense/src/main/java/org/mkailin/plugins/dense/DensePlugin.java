package org.mkailin.plugins.dense;

import com.google.inject.Module;
import java.util.Set;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/** The plugin «dense»: retrieves by inner product, with the encoder and the index beside it. */
public final class DensePlugin implements Plugin {
  @Override
  public String name() {
    return "dense";
  }

  @Override
  public String description() {
    return "finds the k passages nearest to a question, with any text encoder and passage index";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.CONTEXT_RETRIEVER);
  }

  @Override
  public Set<Role> requires() {
    return Set.of(Role.TEXT_ENCODER, Role.PASSAGE_INDEX);
  }

  @Override
  public Class<DenseConfig> configuration() {
    return DenseConfig.class;
  }

  @Override
  public Module module() {
    return new DenseModule();
  }
}
