package org.mkailin.plugins.elasticsearch;

import java.io.IOException;

/** An answer under HTTP 200 that lacks something. */
final class IncompleteAnswer extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Fault fault;

  /**
   * An answer that lacks something.
   *
   * @param fault why
   */
  IncompleteAnswer(Fault fault) {
    super(fault.said());
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }
}
