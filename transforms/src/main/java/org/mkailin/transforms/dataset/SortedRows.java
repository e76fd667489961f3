package org.mkailin.transforms.dataset;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows in {@link Row#ORDER}, read one at a time. */
interface SortedRows extends Closeable {
  /** The next row, or null at the end. */
  @Nullable Row next() throws IOException;
}
