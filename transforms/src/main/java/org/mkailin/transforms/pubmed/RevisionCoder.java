package org.mkailin.transforms.pubmed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.mkailin.corpus.RecordCoder;
import org.mkailin.transforms.pubmed.PubmedRecord.Article;
import org.mkailin.transforms.pubmed.PubmedRecord.Book;
import org.mkailin.transforms.pubmed.PubmedRecord.Deletion;

/**
 * Encodes a revision for the shuffle, where every citation of the corpus goes through: a byte for
 * the record's kind, the record's components, path and ordinal.
 */
final class RevisionCoder extends CustomCoder<Revision> {
  private static final int ARTICLE = 0;
  private static final int BOOK = 1;
  private static final int DELETION = 2;

  private final RecordCoder<Article> articles = RecordCoder.of(Article.class);
  private final RecordCoder<Book> books = RecordCoder.of(Book.class);
  private final RecordCoder<Deletion> deletions = RecordCoder.of(Deletion.class);

  private RevisionCoder() {}

  static RevisionCoder of() {
    return new RevisionCoder();
  }

  @Override
  public void encode(Revision revision, OutputStream out) throws IOException {
    if (revision.record() instanceof Article article) {
      out.write(ARTICLE);
      articles.encode(article, out);
    } else if (revision.record() instanceof Book book) {
      out.write(BOOK);
      books.encode(book, out);
    } else if (revision.record() instanceof Deletion deletion) {
      out.write(DELETION);
      deletions.encode(deletion, out);
    } else {
      throw new IOException("a revision can't hold a " + revision.record().getClass().getName());
    }
    StringUtf8Coder.of().encode(revision.path(), out);
    VarLongCoder.of().encode(revision.ordinal(), out);
  }

  @Override
  public Revision decode(InputStream in) throws IOException {
    PubmedRecord.OfPmid record = decodeRecord(in);
    return new Revision(record, StringUtf8Coder.of().decode(in), VarLongCoder.of().decode(in));
  }

  private PubmedRecord.OfPmid decodeRecord(InputStream in) throws IOException {
    int kind = in.read();
    return switch (kind) {
      case ARTICLE -> articles.decode(in);
      case BOOK -> books.decode(in);
      case DELETION -> deletions.decode(in);
      case -1 -> throw new EOFException("no revision: the data ends here");
      default -> throw new IOException("kind of revision is " + kind + ", but must be 0, 1 or 2");
    };
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    articles.verifyDeterministic();
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RevisionCoder;
  }

  @Override
  public int hashCode() {
    return RevisionCoder.class.hashCode();
  }
}
