package org.mkailin.testkit.elasticsearch.server;

import org.apache.lucene.analysis.TokenStream;
import org.elasticsearch.plugin.analysis.TokenFilterFactory;

/** A token filter that changes nothing. */
public final class SameTokens implements TokenFilterFactory {
  @Override
  public TokenStream create(TokenStream tokens) {
    return tokens;
  }
}
