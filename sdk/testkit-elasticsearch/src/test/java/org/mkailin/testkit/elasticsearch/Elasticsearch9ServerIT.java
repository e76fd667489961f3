package org.mkailin.testkit.elasticsearch;

@OnElasticsearch(ElasticsearchVersion.V9)
class Elasticsearch9ServerIT extends ElasticsearchServerContract {
  Elasticsearch9ServerIT() {
    super(ElasticsearchVersion.V9);
  }
}
