package org.mkailin.runners.direct;

import org.mkailin.testkit.elasticsearch.ElasticsearchVersion;
import org.mkailin.testkit.elasticsearch.OnElasticsearch;

@OnElasticsearch(ElasticsearchVersion.V9)
class Elasticsearch9RunIT extends ElasticsearchRunContract {}
