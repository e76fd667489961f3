package org.mkailin.plugins.elasticsearch;

import com.google.inject.Module;
import java.util.Set;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/** The plugin «elasticsearch»: a passage index on a cluster, and its writer. */
public final class ElasticsearchPlugin implements Plugin {
  @Override
  public String name() {
    return "elasticsearch";
  }

  @Override
  public String description() {
    return "keeps passages and their vectors in Elasticsearch 8.19 or 9, and finds the nearest (kNN)";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.PASSAGE_INDEX, Role.PASSAGE_INDEX_WRITER);
  }

  @Override
  public Class<ElasticsearchConfig> configuration() {
    return ElasticsearchConfig.class;
  }

  @Override
  public Module module() {
    return new ElasticsearchModule();
  }
}
