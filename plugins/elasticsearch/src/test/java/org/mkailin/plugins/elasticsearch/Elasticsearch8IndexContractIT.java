package org.mkailin.plugins.elasticsearch;

import org.mkailin.testkit.elasticsearch.ElasticsearchVersion;
import org.mkailin.testkit.elasticsearch.OnElasticsearch;

@OnElasticsearch(ElasticsearchVersion.V8)
class Elasticsearch8IndexContractIT extends ElasticsearchIndexContract {}
