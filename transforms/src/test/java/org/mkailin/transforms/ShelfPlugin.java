package org.mkailin.transforms;

import static java.util.stream.Collectors.toSet;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.mkailin.agent.TransientFault;
import org.mkailin.corpus.Passage;
import org.mkailin.model.Embedding;
import org.mkailin.model.PassageIndexWriter;
import org.mkailin.model.PassageIndexWriter.Build;
import org.mkailin.model.TextEncoder;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;
import org.mkailin.testkit.HashingEncoder;

/**
 * An index that writes down what happens to it, keeps what a job before left, refuses or loses some
 * passages, and an encoder that falters or loses vectors.
 */
public final class ShelfPlugin implements Plugin {
  static final List<String> EVENTS = new CopyOnWriteArrayList<>();
  static final List<Integer> PARTS = new CopyOnWriteArrayList<>();
  static final Set<String> PMIDS = new ConcurrentSkipListSet<>();
  static final Set<String> TO_REFUSE = new ConcurrentSkipListSet<>();
  static final Set<Build> BUILDS = ConcurrentHashMap.newKeySet();
  static final AtomicInteger encoded = new AtomicInteger();
  static final AtomicInteger encoderFaultsLeft = new AtomicInteger();
  static final AtomicInteger keptFaultsLeft = new AtomicInteger();
  static final AtomicInteger writerFaultsLeft = new AtomicInteger();
  static volatile boolean losing;
  static volatile boolean losingPassages;
  private static volatile CountDownLatch finished = new CountDownLatch(1);

  static void reset() {
    EVENTS.clear();
    PMIDS.clear();
    PARTS.clear();
    TO_REFUSE.clear();
    BUILDS.clear();
    encoded.set(0);
    encoderFaultsLeft.set(0);
    keptFaultsLeft.set(0);
    writerFaultsLeft.set(0);
    losing = false;
    losingPassages = false;
    finished = new CountDownLatch(1);
  }

  private static void falter(AtomicInteger faultsLeft) {
    if (faultsLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new TransientFault("429");
    }
  }

  private static final class Shelf implements PassageIndexWriter {
    @Override
    public boolean exists() {
      return false;
    }

    @Override
    public void begin(Build build) {
      BUILDS.add(build);
      try {
        // A finish that does not depend on the begin has time to overtake it here.
        boolean overtaken = finished.await(200, TimeUnit.MILLISECONDS);
        EVENTS.add(overtaken ? "begun after the finish" : "begun");
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Set<String> kept(Build build, List<Passage> passages) {
      falter(keptFaultsLeft);
      BUILDS.add(build);
      return passages.stream().map(Passage::pmid).filter(PMIDS::contains).collect(toSet());
    }

    @Override
    public Written write(Build build, List<Entry> entries) {
      falter(writerFaultsLeft);
      BUILDS.add(build);
      List<String> pmids = entries.stream().map(entry -> entry.passage().pmid()).toList();
      List<Refused> refused =
          pmids.stream()
              .filter(TO_REFUSE::contains)
              .map(pmid -> new Refused(pmid, "too-heavy", "the shelf bends under " + pmid))
              .toList();
      List<String> written = pmids.stream().filter(pmid -> !TO_REFUSE.contains(pmid)).toList();
      PMIDS.addAll(written);
      PARTS.add(entries.size());
      return new Written("", written.size() - (losingPassages ? 1 : 0), refused);
    }

    @Override
    public void finish(Build build, List<Written> written) {
      BUILDS.add(build);
      int expected = written.stream().mapToInt(Written::passages).sum();
      EVENTS.add("finished");
      finished.countDown();
      if (PMIDS.size() != expected) {
        throw new IllegalStateException("there are " + PMIDS.size() + ", not " + expected);
      }
    }
  }

  private static final class Encoder implements TextEncoder {
    private final TextEncoder hashing = new HashingEncoder();

    @Override
    public List<Embedding> encodeQueries(List<String> texts) {
      return hashing.encodeQueries(texts);
    }

    @Override
    public List<Embedding> encodePassages(List<String> texts) {
      falter(encoderFaultsLeft);
      encoded.addAndGet(texts.size());
      List<Embedding> vectors = hashing.encodePassages(texts);
      return losing ? vectors.subList(1, vectors.size()) : vectors;
    }

    @Override
    public int dimensions() {
      return hashing.dimensions();
    }

    @Override
    public String identity() {
      return hashing.identity();
    }
  }

  @Override
  public String name() {
    return "shelf";
  }

  @Override
  public String description() {
    return "Writes down what happens to an index.";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.TEXT_ENCODER, Role.PASSAGE_INDEX_WRITER);
  }

  @Override
  public Module module() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        bind(PassageIndexWriter.class).toInstance(new Shelf());
        bind(TextEncoder.class).toInstance(new Encoder());
      }
    };
  }
}
