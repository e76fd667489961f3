package org.mkailin.plugins.elasticsearch;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks up indexes on the cluster.
 *
 * @param names what they are called
 */
record Catalogue(Cluster cluster, IndexNames names) {
  private static final int MISSING = 404;

  /**
   * An index on the cluster.
   *
   * @param name its own name, never an alias
   * @param mapping its mapping, as the cluster shows it
   */
  record Found(String name, JsonNode mapping) {}

  /**
   * The index that searches see: the one that the alias points to.
   *
   * @throws IllegalStateException if the name is no alias, or one of several indexes
   */
  Optional<Found> served() {
    List<Found> found = matching(names.alias());
    if (found.size() > 1) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s: alias %s points to several indexes, %s; leave it one of them",
              cluster.name(),
              names.alias(),
              found.stream().map(Found::name).sorted().toList()));
    }
    for (Found index : found) {
      if (index.name().equals(names.alias())) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "%s: %s is an index, where an alias of one that mkailin built is needed; choose another name",
                cluster.name(),
                names.alias()));
      }
    }
    return found.stream().findFirst();
  }

  /** The index of exactly this name. */
  Optional<Found> named(String index) {
    return matching(index).stream().findFirst();
  }

  /** All versions, served or not. */
  List<Found> versions() {
    return matching(names.versions());
  }

  private List<Found> matching(String expression) {
    JsonNode indexes =
        cluster
            .patience("looking up " + expression)
            .with(
                () -> {
                  try {
                    return cluster.json("GET", "/" + expression, null);
                  } catch (ElasticsearchException e) {
                    if (e.status() == MISSING) {
                      return PassageDocument.JSON.createObjectNode();
                    }
                    throw e;
                  }
                });
    List<Found> found = new ArrayList<>();
    indexes
        .properties()
        .forEach(index -> found.add(new Found(index.getKey(), index.getValue().path("mappings"))));
    return found;
  }
}
