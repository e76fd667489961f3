package org.mkailin.plugins.lucene;

import com.google.inject.Module;
import java.util.Set;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/** The plugin «lucene»: a passage index in a folder, and its writer. */
public final class LucenePlugin implements Plugin {
  @Override
  public String name() {
    return "lucene";
  }

  @Override
  public String description() {
    return "keeps passages and their vectors in a folder, and finds the nearest (HNSW)";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.PASSAGE_INDEX, Role.PASSAGE_INDEX_WRITER);
  }

  @Override
  public Class<LuceneConfig> configuration() {
    return LuceneConfig.class;
  }

  @Override
  public Module module() {
    return new LuceneModule();
  }
}
