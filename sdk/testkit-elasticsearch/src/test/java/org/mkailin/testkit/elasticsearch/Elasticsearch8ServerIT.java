package org.mkailin.testkit.elasticsearch;

@OnElasticsearch(ElasticsearchVersion.V8)
class Elasticsearch8ServerIT extends ElasticsearchServerContract {
  Elasticsearch8ServerIT() {
    super(ElasticsearchVersion.V8);
  }
}
