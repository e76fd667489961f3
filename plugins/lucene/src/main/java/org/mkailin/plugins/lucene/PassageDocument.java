package org.mkailin.plugins.lucene;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.mkailin.corpus.Passage;
import org.mkailin.model.Embedding;

/** A passage as a Lucene document, and back. */
final class PassageDocument {
  /** The document's identifier. */
  static final String PMID = "pmid";

  static final String VECTOR = "vector";

  private static final String TITLE = "title";
  private static final String TEXT = "text";
  private static final String YEAR = "year";
  private static final String HEADINGS = "headings";

  private PassageDocument() {}

  /** A document that carries its vector along, without searching by it. */
  static Document staged(Passage passage, Embedding vector) {
    Document document = stored(passage);
    float[] values = vector.toArray();
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    document.add(new StoredField(VECTOR, bytes.array()));
    return document;
  }

  /**
   * The document of the finished index, from a staged one.
   *
   * <p>The similarity is the inner product as it is, and not Lucene's DOT_PRODUCT, which holds for
   * vectors of exactly unit length only; for unit vectors both build the same graph.
   */
  static Document finished(Document staged) throws IOException {
    Document document = stored(passage(staged));
    BytesRef bytes = staged.getBinaryValue(VECTOR);
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length).asFloatBuffer().get(values);
    document.add(
        new KnnFloatVectorField(VECTOR, values, VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT));
    return document;
  }

  /** The passage of a staged or a finished document. */
  static Passage passage(Document document) throws IOException {
    Number year = document.getField(YEAR) == null ? null : document.getField(YEAR).numericValue();
    return new Passage(
        document.get(PMID),
        document.get(TITLE),
        document.get(TEXT),
        year == null ? null : year.intValue(),
        MeshHeadingBytes.read(document.getBinaryValue(HEADINGS)));
  }

  private static Document stored(Passage passage) {
    Document document = new Document();
    document.add(new StringField(PMID, passage.pmid(), Field.Store.YES));
    document.add(new StoredField(TITLE, passage.title()));
    document.add(new StoredField(TEXT, passage.text()));
    if (passage.year() != null) {
      document.add(new StoredField(YEAR, passage.year()));
    }
    document.add(new StoredField(HEADINGS, MeshHeadingBytes.write(passage.headings())));
    return document;
  }
}
