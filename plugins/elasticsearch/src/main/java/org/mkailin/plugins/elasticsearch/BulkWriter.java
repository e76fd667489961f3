package org.mkailin.plugins.elasticsearch;

import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mkailin.model.PassageIndexWriter.Refused;

/**
 * Writes documents to an index until each is written or refused for good.
 *
 * <p>Whole requests and single items alike are tried again when the cluster is too busy (429) or
 * away (502 to 504, no answer), as long as there is progress within the cluster's patience. A
 * request that is too large (413), and one that was turned away or broken off twice, is halved:
 * what bounds a busy cluster is the bytes that it has in flight. To write a document again is
 * harmless, since its {@code _id} is its PMID.
 *
 * <p>Only what the document itself is the reason for is a refusal. A block of the index, a missing
 * index, a lost privilege fail the whole write.
 */
final class BulkWriter {
  private static final int HALVED_AFTER = 2;
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
  private final List<Refused> refused = new ArrayList<>();
  private final Patience patience;

  private BulkWriter(Cluster cluster, String index) {
    this.cluster = cluster;
    this.index = index;
    this.patience = cluster.patience("writing to index " + index);
  }

  /**
   * Writes documents, each of another PMID.
   *
   * @param bulkBytes the most bytes of a request, unless it is a single document
   * @return what was refused; all others are written
   * @throws IllegalStateException if it can't be done, or not for too long; a part may be written
   */
  static List<Refused> write(
      Cluster cluster, String index, int bulkBytes, List<Document> documents) {
    BulkWriter writer = new BulkWriter(cluster, index);
    List<Document> bulk = new ArrayList<>();
    long bytes = 0;
    for (Document document : documents) {
      long size = document.json().size() + LINE_BYTES;
      if (!bulk.isEmpty() && bytes + size > bulkBytes) {
        writer.send(bulk);
        bulk = new ArrayList<>();
        bytes = 0;
      }
      bulk.add(document);
      bytes += size;
    }
    if (!bulk.isEmpty()) {
      writer.send(bulk);
    }
    return writer.refused;
  }

  private void send(List<Document> bulk) {
    List<Document> left = bulk;
    int turnedAway = 0;
    while (true) {
      Attempt<Document> attempt = attempt(left);
      if (attempt.isDone()) {
        patience.progress();
        return;
      }
      if (attempt.left().size() < left.size()) {
        patience.progress();
        turnedAway = 0;
      }
      left = attempt.left();
      if (attempt.fault().tooLarge() && left.size() == 1) {
        refuse(left.get(0).pmid(), "too-large", attempt.fault());
        return;
      }
      if (attempt.fault().mayBeForItsSize()) {
        turnedAway++;
      }
      if (!attempt.fault().tooLarge()) {
        patience.pause(attempt.fault(), attempt.cause());
      }
      if (left.size() > 1 && (attempt.fault().tooLarge() || turnedAway >= HALVED_AFTER)) {
        send(left.subList(0, left.size() / 2));
        send(left.subList(left.size() / 2, left.size()));
        return;
      }
    }
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
            "%s, writing PMID %s to index %s: %s"
                .formatted(cluster.name(), documents.get(i).pmid(), index, fault.explained()));
      }
    }
    return new Attempt<>(again, last, null);
  }

  private void refuse(String pmid, String reason, Fault fault) {
    refused.add(new Refused(pmid, reason, fault.said()));
  }
}
