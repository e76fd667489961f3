package org.mkailin.plugins.mesh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who stands above whom, descriptors being numbered in their file's order.
 *
 * <p>A tree number is a path of nodes, divided by dots. Who stands above a place is read off it
 * node by node; never by length, for nodes differ in length.
 */
final class Hierarchy {
  private final int[][] parents;
  private final int[][] children;
  private final int[][] selfAndAncestors;

  /**
   * Reads the hierarchy off the tree numbers. A number whose upper places the file does not hold,
   * as in an extract of MeSH, has only the ancestors that are there.
   *
   * @throws IllegalArgumentException if two descriptors claim one place
   */
  Hierarchy(List<Descriptor> descriptors) {
    Map<String, Integer> places = places(descriptors);
    int size = descriptors.size();
    parents = new int[size][];
    selfAndAncestors = new int[size][];
    List<SortedSet<Integer>> childrenOf = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      childrenOf.add(new TreeSet<>());
    }
    for (int i = 0; i < size; i++) {
      SortedSet<Integer> up = new TreeSet<>();
      SortedSet<Integer> above = new TreeSet<>(List.of(i));
      for (String number : descriptors.get(i).treeNumbers()) {
        Integer parent = places.get(above(number));
        if (parent != null) {
          up.add(parent);
          childrenOf.get(parent).add(i);
        }
        for (String place = above(number); !place.isEmpty(); place = above(place)) {
          Integer ancestor = places.get(place);
          if (ancestor != null) {
            above.add(ancestor);
          }
        }
      }
      parents[i] = array(up);
      selfAndAncestors[i] = array(above);
    }
    children = childrenOf.stream().map(Hierarchy::array).toArray(int[][]::new);
  }

  /** Who stands directly above one of its places, ascending. */
  int[] parents(int descriptor) {
    return parents[descriptor];
  }

  /** Who stands directly below one of its places, ascending. */
  int[] children(int descriptor) {
    return children[descriptor];
  }

  /** The descriptor itself and who stands anywhere above one of its places, ascending. */
  int[] selfAndAncestors(int descriptor) {
    return selfAndAncestors[descriptor];
  }

  /** The place without its last node; empty above a top node. */
  static String above(String place) {
    return place.substring(0, Math.max(place.lastIndexOf('.'), 0));
  }

  private static Map<String, Integer> places(List<Descriptor> descriptors) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < descriptors.size(); i++) {
      for (String number : descriptors.get(i).treeNumbers()) {
        Integer other = places.putIfAbsent(number, i);
        if (other != null && other != i) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "tree number %s belongs to both '%s' and '%s'",
                  number,
                  descriptors.get(other).name(),
                  descriptors.get(i).name()));
        }
      }
    }
    return places;
  }

  private static int[] array(SortedSet<Integer> numbers) {
    return Arrays.stream(numbers.toArray(Integer[]::new)).mapToInt(Integer::intValue).toArray();
  }
}
