package org.mkailin.plugins.lucene;

import java.io.Closeable;
import org.mkailin.model.PassageIndex;

/** A finished index that was opened, and is to be closed. */
interface OpenIndex extends PassageIndex, Closeable {}
