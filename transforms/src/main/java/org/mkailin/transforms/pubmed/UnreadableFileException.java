package org.mkailin.transforms.pubmed;

import java.io.IOException;

/** Says where a file can't be read any further, why, and what was read before it. */
final class UnreadableFileException extends IOException {
  UnreadableFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
