package org.mkailin.plugins.elasticsearch;

import org.mkailin.testkit.elasticsearch.ElasticsearchVersion;
import org.mkailin.testkit.elasticsearch.OnElasticsearch;

@OnElasticsearch(ElasticsearchVersion.V9)
class Elasticsearch9WriterIT extends WriterContract {}
