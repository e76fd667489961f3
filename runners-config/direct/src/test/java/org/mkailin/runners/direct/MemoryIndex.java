package org.mkailin.runners.direct;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mkailin.corpus.Context;
import org.mkailin.corpus.Passage;
import org.mkailin.model.IndexDescription;
import org.mkailin.model.PassageIndex;
import org.mkailin.model.PassageIndexWriter;

/**
 * An index that does all that a writer may do: it keeps what a job before left of the same corpus,
 * refuses what it is told to, and is replaced when the next one is finished.
 */
final class MemoryIndex implements PassageIndexWriter {
  private static final Map<String, MemoryIndex> ALL = new ConcurrentHashMap<>();

  /** Passages that can't be written. */
  final Set<String> toRefuse = ConcurrentHashMap.newKeySet();

  private final Map<String, Map<String, Entry>> unfinished = new HashMap<>();
  private @Nullable Finished finished;
  private boolean broken;
  private boolean overtaken;
  private int written;

  /** An index that can be searched. */
  private record Finished(Build build, Map<String, Entry> entries) implements PassageIndex {
    @Override
    public List<List<Context>> search(List<Query> queries) {
      return queries.stream().map(this::search).toList();
    }

    private List<Context> search(Query query) {
      return entries.values().stream()
          .filter(entry -> !query.except().contains(entry.passage().pmid()))
          .map(entry -> new Context(entry.passage(), entry.vector().dot(query.vector())))
          .sorted(Comparator.comparing(Context::score).reversed())
          .limit(query.k())
          .toList();
    }

    @Override
    public IndexDescription description() {
      return build.description();
    }
  }

  static MemoryIndex named(String name) {
    return ALL.computeIfAbsent(name, unknown -> new MemoryIndex());
  }

  /** The next job fails when all is written. */
  synchronized void breakNextFinish() {
    broken = true;
  }

  /** Another job of the same corpus is finished just before the next one. */
  synchronized void overtakeNextFinish() {
    overtaken = true;
  }

  /** How many passages were ever written. */
  synchronized int written() {
    return written;
  }

  /** The PMIDs in the finished index. */
  synchronized Set<String> pmids() {
    return finished == null ? Set.of() : Set.copyOf(finished.entries().keySet());
  }

  synchronized PassageIndex open() {
    if (finished == null) {
      throw new IllegalStateException("there is no finished index");
    }
    return finished;
  }

  @Override
  public synchronized boolean exists() {
    return finished != null;
  }

  @Override
  public boolean canReplace() {
    return true;
  }

  @Override
  public synchronized void begin(Build build) {
    if (finished != null && !isFinished(build) && !build.replaces()) {
      throw new IllegalStateException("an index of another corpus is finished");
    }
  }

  /** Whether this build or another of the same corpus is finished. */
  private boolean isFinished(Build build) {
    return finished != null && finished.build().corpus().equals(build.corpus());
  }

  private Map<String, Entry> entries(Build build) {
    return finished != null && isFinished(build)
        ? finished.entries()
        : unfinished.computeIfAbsent(build.corpus(), corpus -> new TreeMap<>());
  }

  @Override
  public synchronized Set<String> kept(Build build, List<Passage> passages) {
    Map<String, Entry> entries = entries(build);
    return passages.stream()
        .filter(
            passage ->
                entries.containsKey(passage.pmid())
                    && entries.get(passage.pmid()).passage().equals(passage))
        .map(Passage::pmid)
        .collect(toSet());
  }

  @Override
  public synchronized Written write(Build build, List<Entry> entries) {
    List<Refused> refused = new ArrayList<>();
    for (Entry entry : entries) {
      String pmid = entry.passage().pmid();
      if (toRefuse.contains(pmid)) {
        refused.add(new Refused(pmid, "too-heavy", "no room for " + pmid));
      } else {
        entries(build).put(pmid, entry);
        written++;
      }
    }
    return new Written("", entries.size() - refused.size(), refused);
  }

  @Override
  public synchronized void finish(Build build, List<Written> written) {
    if (broken) {
      broken = false;
      throw new IllegalStateException("the disk is full");
    }
    if (overtaken) {
      overtaken = false;
      Build faster = new Build("faster", build.corpus(), build.description(), build.replaces());
      finish(faster, written);
    }
    begin(build);
    int expected = written.stream().mapToInt(Written::passages).sum();
    Map<String, Entry> entries = entries(build);
    if (entries.size() != expected) {
      throw new IllegalStateException("there are " + entries.size() + ", not " + expected);
    }
    finished = new Finished(build, entries);
    unfinished.remove(build.corpus());
  }
}
