package org.mkailin.transforms.pubmed;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says that a file's content is not what its format promises, and what to do about it. */
final class MalformedFileException extends IOException {
  private final String nextStep;

  /**
   * Makes one.
   *
   * @param problem what was found, and what was expected
   * @param nextStep what a person can do, as an imperative without full stop
   */
  MalformedFileException(String problem, String nextStep, @Nullable Throwable cause) {
    super(problem, cause);
    this.nextStep = nextStep;
  }

  String nextStep() {
    return nextStep;
  }
}
