package org.mkailin.testkit.elasticsearch.server;

import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.elasticsearch.plugin.analysis.TokenizerFactory;

/** A tokenizer by Unicode's rules for words. */
public final class StandardTokens implements TokenizerFactory {
  @Override
  public Tokenizer create() {
    return new StandardTokenizer();
  }
}
