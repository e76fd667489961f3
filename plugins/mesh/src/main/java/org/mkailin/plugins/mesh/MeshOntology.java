package org.mkailin.plugins.mesh;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.mkailin.corpus.MeshHeading;

/**
 * A year's MeSH descriptors and their hierarchy, read once and shared; immutable.
 *
 * <p>MeSH is a forest of places, and a descriptor may stand in several of them. What is below a
 * descriptor follows NLM's «explosion»: a search for it also finds what is indexed with the
 * descriptors at every place that begins with one of its own tree numbers. Seen from below, the
 * ancestors of a descriptor are the descriptors at every proper prefix, by node, of each of its
 * tree numbers. This is not the closure of «parent of»: a child does not recur below every place of
 * its parent, so the closure would hold more. Above the top nodes stands one virtual root, which is
 * no descriptor.
 *
 * <p>Inside this package descriptors go by their number, 0 to {@link #size()} − 1, in the file's
 * order.
 */
public final class MeshOntology {
  /** What the numbered lookups say of something that MeSH does not hold. */
  static final int UNKNOWN = -1;

  private final String file;
  private final List<Descriptor> descriptors;
  private final Map<String, Integer> byUi;
  private final Map<String, Integer> byName;
  private final TermIndex terms;
  private final Hierarchy hierarchy;

  /** The ontology of these descriptors; {@code file} is where they are said to come from. */
  MeshOntology(String file, List<Descriptor> descriptors) {
    if (descriptors.isEmpty()) {
      throw new IllegalArgumentException("it holds no descriptor");
    }
    this.file = file;
    this.descriptors = List.copyOf(descriptors);
    byUi = numbered("UI", descriptors.stream().map(Descriptor::ui).toList());
    byName = numbered("name", descriptors.stream().map(Descriptor::name).toList());
    terms = new TermIndex(this.descriptors);
    hierarchy = new Hierarchy(this.descriptors);
  }

  /**
   * Reads NLM's {@code desc*.xml} or {@code mtrees*.bin}, gzipped or not, from any of Beam's file
   * systems.
   *
   * @throws IllegalArgumentException naming the file, what was found in it, and what was expected
   */
  public static MeshOntology read(String file) {
    List<Descriptor> descriptors = MeshFile.read(file);
    try {
      return new MeshOntology(file, descriptors);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("MeSH file '" + file + "': " + e.getMessage(), e);
    }
  }

  /** The file that it was read from. */
  public String file() {
    return file;
  }

  /** How many descriptors there are. */
  public int size() {
    return descriptors.size();
  }

  /** Every descriptor, in the file's order. */
  public List<Descriptor> descriptors() {
    return descriptors;
  }

  /** The descriptor with a unique identifier, such as «D010206». */
  public Optional<Descriptor> byUi(String ui) {
    return Optional.ofNullable(byUi.get(ui)).map(descriptors::get);
  }

  /** The descriptor of exactly this name. */
  public Optional<Descriptor> byName(String name) {
    return Optional.ofNullable(byName.get(name)).map(descriptors::get);
  }

  /** The descriptor that a name or entry term means, whatever its case. */
  public Optional<Descriptor> byTerm(String term) {
    int found = terms.find(term);
    return found == UNKNOWN ? Optional.empty() : Optional.of(descriptors.get(found));
  }

  /** The descriptors directly above one of its places, in the file's order. */
  public List<Descriptor> parents(Descriptor descriptor) {
    return look(descriptor, hierarchy::parents);
  }

  /** The descriptors directly below one of its places, in the file's order. */
  public List<Descriptor> children(Descriptor descriptor) {
    return look(descriptor, hierarchy::children);
  }

  /**
   * The descriptors above any of its places, in the file's order, without itself: MeSH 2022 has one
   * descriptor, Idiopathic Pulmonary Fibrosis, that also stands below itself.
   */
  public List<Descriptor> ancestors(Descriptor descriptor) {
    return look(descriptor, hierarchy::selfAndAncestors).stream()
        .filter(ancestor -> !ancestor.equals(descriptor))
        .toList();
  }

  /** A descriptor by its number. */
  Descriptor descriptor(int number) {
    return descriptors.get(number);
  }

  /**
   * The number of a heading's descriptor, or {@link #UNKNOWN}: by its UI; by its name where the UI
   * is empty or unknown; by entry term where the name is unknown, too, for NLM keeps the old name
   * of a renamed descriptor as an entry term.
   */
  int find(MeshHeading heading) {
    Integer found = byUi.get(heading.ui());
    if (found == null) {
      found = byName.get(heading.name());
    }
    return found == null ? terms.find(heading.name()) : found;
  }

  /** The number of the descriptor with this {@link Descriptor#key()}, or {@link #UNKNOWN}. */
  int findKey(String key) {
    Integer found = byUi.get(key);
    return found == null ? byName.getOrDefault(key, UNKNOWN) : found;
  }

  /** The numbers of a descriptor and all its ancestors, ascending. Not to be written to. */
  int[] selfAndAncestors(int number) {
    return hierarchy.selfAndAncestors(number);
  }

  /** The numbers of some descriptors and all their ancestors, each once. */
  IntStream withAncestors(int[] numbers) {
    return Arrays.stream(numbers)
        .flatMap(number -> Arrays.stream(selfAndAncestors(number)))
        .distinct();
  }

  private List<Descriptor> look(Descriptor descriptor, Function<Integer, int[]> relation) {
    Integer number = byName.get(descriptor.name());
    if (number == null || !descriptors.get(number).equals(descriptor)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "descriptor '%s' (%s) is not one of MeSH file '%s'",
              descriptor.name(),
              descriptor.ui(),
              file));
    }
    return Arrays.stream(relation.apply(number)).mapToObj(descriptors::get).toList();
  }

  /** Numbers values by their position; empty ones are left out. */
  private static Map<String, Integer> numbered(String what, List<String> values) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      if (!value.isEmpty() && numbers.putIfAbsent(value, i) != null) {
        throw new IllegalArgumentException("two descriptors have the " + what + " '" + value + "'");
      }
    }
    return Collections.unmodifiableMap(numbers);
  }

  @Override
  public String toString() {
    return "MeshOntology[" + size() + " descriptors of " + file + "]";
  }
}
