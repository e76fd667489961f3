package org.mkailin.plugins.mesh;

import java.util.Arrays;
import java.util.List;

/**
 * Which descriptor a term means, whatever its case.
 *
 * <p>A quarter of a million terms stand here in one array of 2 MB: an open-addressing hash table
 * that holds descriptors, each found again under the hash of every one of its terms.
 */
final class TermIndex {
  private static final int FREE = -1;

  private final List<Descriptor> descriptors;
  private final int[] slots;

  /** Indexes every name, then every term; what came first keeps its place. */
  TermIndex(List<Descriptor> descriptors) {
    this.descriptors = descriptors;
    int terms = descriptors.stream().mapToInt(d -> d.terms().size() + 1).sum();
    // A power of two that the terms fill by a third to two thirds.
    slots = new int[Integer.highestOneBit(terms + terms / 2 + 1) << 1];
    Arrays.fill(slots, FREE);
    for (int i = 0; i < descriptors.size(); i++) {
      add(descriptors.get(i).name(), i);
    }
    for (int i = 0; i < descriptors.size(); i++) {
      for (String term : descriptors.get(i).terms()) {
        add(term, i);
      }
    }
  }

  /** The descriptor that {@code term} means, or -1. */
  int find(String term) {
    return slots[slotOf(term)];
  }

  private void add(String term, int descriptor) {
    int slot = slotOf(term);
    if (slots[slot] == FREE) {
      slots[slot] = descriptor;
    }
  }

  /** Where the term stands, or the free slot where it would. */
  private int slotOf(String term) {
    int slot = hash(term) & (slots.length - 1);
    while (slots[slot] != FREE && !means(descriptors.get(slots[slot]), term)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private static boolean means(Descriptor descriptor, String term) {
    if (descriptor.name().equalsIgnoreCase(term)) {
      return true;
    }
    for (String own : descriptor.terms()) {
      if (own.equalsIgnoreCase(term)) {
        return true;
      }
    }
    return false;
  }

  /** Equal for terms that {@link String#equalsIgnoreCase} takes for equal. */
  private static int hash(String term) {
    int hash = 0;
    for (int i = 0; i < term.length(); i++) {
      hash = 31 * hash + Character.toLowerCase(Character.toUpperCase(term.charAt(i)));
    }
    // The high bits, too, should choose the slot.
    return hash ^ (hash >>> 15);
  }
}
