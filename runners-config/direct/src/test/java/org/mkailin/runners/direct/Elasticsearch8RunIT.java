package org.mkailin.runners.direct;

import org.mkailin.testkit.elasticsearch.ElasticsearchVersion;
import org.mkailin.testkit.elasticsearch.OnElasticsearch;

@OnElasticsearch(ElasticsearchVersion.V8)
class Elasticsearch8RunIT extends ElasticsearchRunContract {}
