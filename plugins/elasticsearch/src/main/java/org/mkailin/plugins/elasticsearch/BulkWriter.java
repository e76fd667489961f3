package org.mkailin.plugins.elasticsearch;

import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mkailin.model.PassageIndexWriter.Refused;

/**
 * Writes documents to an index until each is written or refused for good.
 *
 * <p>Whole requests and single items alike are tried again when the cluster is too busy (429) or
 * away (502 to 504, no answer), as long as there is progress within the cluster's patience. To
 * write a document again is harmless, since its {@code _id} is its PMID.
 *
 * <p>What bounds a busy cluster is the bytes that it has in flight. So requests become half as
 * large after one that was too large (413), or two that were turned away or broken off; and an
 * eighth larger again after each that went well.
 *
 * <p>Only what the document itself is the reason for is a refusal. A block of the index, a missing
 * index, a lost privilege fail the whole write.
 */
final class BulkWriter {
  private static final int HALVED_AFTER = 2;
  private static final int GROWTH = 8;
  // Bytes of an item besides its document: the line with index and _id.
  private static final int LINE_BYTES = 100;

  // Errors that are answered with 400, and speak of this document alone.
  private static final Set<String> OF_THE_DOCUMENT =
      Set.of(
          "document_parsing_exception", "mapper_parsing_exception", "illegal_argument_exception");

  /**
   * A document to write.
   *
   * @param pmid its {@code _id}
   * @param json the document
   */
  record Document(String pmid, BinaryData json) {}

  private final Cluster cluster;
  private final String index;
  private final int bulkBytes;
  private final Iterator<Document> toCome;
  private final Deque<Document> left = new ArrayDeque<>();
  private final List<Refused> refused = new ArrayList<>();

  private BulkWriter(Cluster cluster, String index, int bulkBytes, Iterator<Document> documents) {
    this.cluster = cluster;
    this.index = index;
    this.bulkBytes = bulkBytes;
    this.toCome = documents;
  }

  /**
   * Writes documents, each of another PMID.
   *
   * @param bulkBytes the most bytes of a request, unless it is a single document
   * @param documents asked for one by one, when a request has room, so that there are never more of
   *     them in memory than in a request
   * @return what was refused; all others are written
   * @throws IllegalStateException if it can't be done, or not for too long; a part may be written
   */
  static List<Refused> write(
      Cluster cluster, String index, int bulkBytes, Iterator<Document> documents) {
    BulkWriter writer = new BulkWriter(cluster, index, bulkBytes, documents);
    writer.run();
    return writer.refused;
  }

  private void run() {
    Patience patience = cluster.patience("writing to index " + index);
    long most = bulkBytes;
    int turnedAway = 0;
    while (isAnyLeft()) {
      List<Document> bulk = take(most);
      Attempt<Document> attempt = attempt(bulk);
      attempt.left().forEach(left::addFirst);
      if (attempt.left().size() < bulk.size()) {
        patience.progress();
        turnedAway = 0;
      }
      if (attempt.isDone()) {
        most = Math.min(bulkBytes, most + most / GROWTH);
        continue;
      }
      Fault fault = attempt.fault();
      if (fault.tooLarge() && bulk.size() == 1) {
        refuse(left.removeFirst().pmid(), "too-large", fault);
        continue;
      }
      turnedAway += fault.mayBeForItsSize() ? 1 : 0;
      if (fault.tooLarge() || turnedAway >= HALVED_AFTER) {
        most = bulk.stream().mapToLong(BulkWriter::bytes).sum() / 2;
        turnedAway = 0;
      }
      if (!fault.tooLarge()) {
        patience.pause(fault, attempt.cause());
      }
    }
  }

  private static long bytes(Document document) {
    return document.json().size() + LINE_BYTES;
  }

  private boolean isAnyLeft() {
    if (left.isEmpty() && toCome.hasNext()) {
      left.add(toCome.next());
    }
    return !left.isEmpty();
  }

  /** The next documents, of so many bytes together at the most, but at least one. */
  private List<Document> take(long most) {
    List<Document> bulk = new ArrayList<>();
    long bytes = 0;
    while (isAnyLeft() && (bulk.isEmpty() || bytes + bytes(left.getFirst()) <= most)) {
      bytes += bytes(left.getFirst());
      bulk.add(left.removeFirst());
    }
    return bulk;
  }

  private Attempt<Document> attempt(List<Document> documents) {
    List<BulkOperation> operations = new ArrayList<>(documents.size());
    for (Document document : documents) {
      operations.add(
          BulkOperation.of(o -> o.index(i -> i.id(document.pmid()).document(document.json()))));
    }
    BulkResponse response;
    try {
      response = cluster.client().bulk(bulk -> bulk.index(index).operations(operations));
    } catch (IOException | RuntimeException e) {
      return Attempt.failed(documents, e);
    }
    return sorted(documents, response.items());
  }

  private Attempt<Document> sorted(List<Document> documents, List<BulkResponseItem> items) {
    List<Document> again = new ArrayList<>();
    Fault last = Fault.NONE;
    for (int i = 0; i < documents.size(); i++) {
      BulkResponseItem item = items.get(i);
      if (item.error() == null) {
        continue;
      }
      Fault fault = Fault.of(item.status(), item.error());
      if (fault.passes()) {
        again.add(documents.get(i));
        last = fault;
      } else if (OF_THE_DOCUMENT.contains(fault.type())) {
        refuse(documents.get(i).pmid(), fault.type().replace('_', '-'), fault);
      } else {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "%s, writing PMID %s to index %s: %s",
                cluster.name(),
                documents.get(i).pmid(),
                index,
                fault.explained()));
      }
    }
    return new Attempt<>(again, last, null);
  }

  private void refuse(String pmid, String reason, Fault fault) {
    refused.add(new Refused(pmid, reason, fault.said()));
  }
}
