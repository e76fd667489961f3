package org.mkailin.plugins.elasticsearch;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import org.mkailin.model.PassageIndex;
import org.mkailin.model.PassageIndexWriter;
import org.mkailin.runtime.Resources;

/** Binds the index and its writer; all agents of a worker share one connection to a cluster. */
final class ElasticsearchModule extends AbstractModule {
  @Provides
  @Singleton
  Cluster cluster(ElasticsearchConfig config, Resources resources) {
    ConnectionConfig connection = config.connection();
    return resources.share(connection, () -> Cluster.open(connection));
  }

  @Provides
  @Singleton
  PassageIndex index(ElasticsearchConfig config, Cluster cluster) {
    return ElasticsearchIndex.open(config, cluster);
  }

  @Provides
  @Singleton
  PassageIndexWriter writer(ElasticsearchConfig config, Cluster cluster) {
    return new ElasticsearchIndexWriter(config, cluster);
  }
}
