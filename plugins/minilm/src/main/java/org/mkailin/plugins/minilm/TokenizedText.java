package org.mkailin.plugins.minilm;

/**
 * A text as the model reads it.
 *
 * @param ids WordPiece ids with [CLS] before and [SEP] after them: {@code [tokens]}
 * @param truncated whether the text was longer than the encoder reads
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; handed straight to the model
record TokenizedText(long[] ids, boolean truncated) {
  private static final int STEP = 8;

  /** Number of tokens, rounded up to a multiple of 8. */
  int paddedLength() {
    return (ids.length + STEP - 1) / STEP * STEP;
  }
}
