package org.mkailin.plugins.elasticsearch;

/** How the graph keeps its vectors; the exact ones are always kept beside them. */
enum Vectors {
  /** As they are: 4 bytes a dimension. */
  FLOAT("hnsw", 0),
  /** One byte a dimension; the best are scored again by their exact vectors. */
  INT8("int8_hnsw", 3),
  /** One bit a dimension (BBQ); the best are scored again by their exact vectors. */
  BBQ("bbq_hnsw", 10);

  private final String indexType;
  private final double oversample;

  Vectors(String indexType, double oversample) {
    this.indexType = indexType;
    this.oversample = oversample;
  }

  /** Elasticsearch's name of it: the type in a dense vector's {@code index_options}. */
  String indexType() {
    return indexType;
  }

  /** Unless configured: how many times k passages are scored again; 0 for none. */
  double oversample() {
    return oversample;
  }
}
