package org.mkailin.plugins.elasticsearch;

import org.junit.jupiter.api.BeforeEach;
import org.mkailin.agent.AgentSpec;
import org.mkailin.testkit.PassageIndexContract;
import org.mkailin.testkit.elasticsearch.ElasticsearchServer;

/** The contract of every passage index, on a real node. */
abstract class ElasticsearchIndexContract extends PassageIndexContract {
  private ElasticsearchServer server;

  @BeforeEach
  void use(ElasticsearchServer server) {
    this.server = server;
  }

  @Override
  protected AgentSpec specOfEmptyIndex() {
    return TestIndex.at(server.url()).spec();
  }
}
