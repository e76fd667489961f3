package org.mkailin.transforms.pubmed;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that the files say about one PMID, told in any order. */
final class RevisionHistory {
  private final List<Revision> superseded = new ArrayList<>();
  private @Nullable Revision latest;
  private @Nullable Revision latestDeletion;

  void add(Revision revision) {
    if (revision.record() instanceof PubmedRecord.Deletion) {
      latestDeletion = later(latestDeletion, revision);
    } else if (latest == null) {
      latest = revision;
    } else {
      superseded.add(revision.compareTo(latest) < 0 ? revision : latest);
      latest = later(latest, revision);
    }
  }

  /** The latest revision that is not a deletion; null if there are only deletions. */
  @Nullable Revision latest() {
    return latest;
  }

  /** The deletion that came after the latest revision, if one did. */
  @Nullable Revision deletion() {
    return latest != null && latestDeletion != null && latestDeletion.compareTo(latest) > 0
        ? latestDeletion
        : null;
  }

  /** The revisions that {@link #latest} replaces, in no order. */
  List<Revision> superseded() {
    return superseded;
  }

  private static Revision later(@Nullable Revision one, Revision other) {
    return one == null || one.compareTo(other) < 0 ? other : one;
  }
}
