package org.mkailin.plugins.mesh;

import com.google.inject.Module;
import java.util.Set;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/** Judges questions by how near their contexts are to the source in the MeSH hierarchy. */
public final class MeshPlugin implements Plugin {
  @Override
  public String name() {
    return "mesh";
  }

  @Override
  public String description() {
    return "judges questions by the MeSH headings of their contexts (Lin similarity)";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.QUESTION_EVALUATOR, Role.CORPUS_STATISTICS);
  }

  @Override
  public Class<? extends Record> configuration() {
    return MeshConfig.class;
  }

  @Override
  public Module module() {
    return new MeshModule();
  }
}
