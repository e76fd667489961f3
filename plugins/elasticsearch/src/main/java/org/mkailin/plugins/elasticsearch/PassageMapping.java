package org.mkailin.plugins.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mkailin.model.IndexDescription;

/**
 * The mapping of a passage index: nothing is left to the server's defaults, which differ from
 * version to version.
 *
 * <p>The similarity is the inner product as it is: for vectors of unit length it gives the same
 * order as the cosine, and unlike {@code dot_product} and {@code cosine} it neither refuses nor
 * changes vectors that are a little longer or shorter, as 16-bit models make them.
 *
 * @param json the mapping
 */
record PassageMapping(ObjectNode json) {
  private static final String META = "_meta";
  private static final String OURS = "mkailin";
  private static final String FORMAT = "format";
  private static final String ENCODER = "encoder";
  private static final String DIMENSIONS = "dimensions";

  /** What a server leaves out when it shows a mapping. */
  private static final Map<String, String> LEFT_OUT =
      Map.of("element_type", "float", "analyzer", "standard");

  /** Raised when a field changes its meaning. */
  private static final int THIS_FORMAT = 1;

  /** The mapping of an index for vectors of an encoder. */
  static PassageMapping of(ElasticsearchConfig config, IndexDescription description) {
    ObjectNode mapping = JsonNodeFactory.instance.objectNode().put("dynamic", "strict");
    mapping
        .putObject(META)
        .putObject(OURS)
        .put(FORMAT, THIS_FORMAT)
        .put(ENCODER, description.encoder())
        .put(DIMENSIONS, description.dimensions());
    ObjectNode fields = mapping.putObject("properties");
    type(fields, PassageDocument.PMID, "keyword");
    type(fields, PassageDocument.TITLE, "text").put("analyzer", config.analyzer());
    type(fields, PassageDocument.TEXT, "text").put("analyzer", config.analyzer());
    type(fields, PassageDocument.YEAR, "integer");
    keep(type(fields, PassageDocument.CONTENT, "keyword"));
    ObjectNode heading = fields.putObject(PassageDocument.HEADINGS).putObject("properties");
    type(heading, "ui", "keyword");
    type(heading, "name", "keyword");
    keep(type(heading, "major", "boolean"));
    type(heading, "qualifiers", "object").put("enabled", false);
    ObjectNode vector =
        type(fields, PassageDocument.VECTOR, "dense_vector")
            .put("element_type", "float")
            .put("dims", description.dimensions())
            .put("index", true)
            .put("similarity", "max_inner_product");
    vector
        .putObject("index_options")
        .put("type", config.vectors().indexType())
        .put("m", config.maxConnections())
        .put("ef_construction", config.beamWidth());
    return new PassageMapping(mapping);
  }

  private static ObjectNode type(ObjectNode fields, String name, String type) {
    return fields.putObject(name).put("type", type);
  }

  /** Comes back with the document, and can't be searched. */
  private static void keep(ObjectNode field) {
    field.put("index", false).put("doc_values", false);
  }

  /**
   * Checks that an index is one that mkailin built, of whatever format.
   *
   * @throws IllegalStateException if not
   */
  static void checkOurs(JsonNode mapping, String index) {
    if (!mapping.path(META).has(OURS)) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%s was not built by mkailin; name another index", index));
    }
  }

  /**
   * What an index was built with, by its mapping.
   *
   * @throws IllegalStateException if it is not ours, or of another format
   */
  static IndexDescription descriptionIn(JsonNode mapping, String index) {
    checkOurs(mapping, index);
    JsonNode ours = mapping.path(META).path(OURS);
    if (ours.path(FORMAT).asInt() != THIS_FORMAT) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s has format %s, but this version of mkailin reads format %d; name another index, or build it with `mkailin index`",
              index,
              ours.path(FORMAT),
              THIS_FORMAT));
    }
    return new IndexDescription(ours.path(ENCODER).asText(), ours.path(DIMENSIONS).asInt());
  }

  /**
   * Where the mapping of an index differs from this one, in words; empty if nowhere.
   *
   * <p>What this one does not say, such as a server's own additions, is no difference.
   */
  List<String> differencesFrom(JsonNode actual) {
    List<String> differences = new ArrayList<>();
    compare("", json, actual, differences);
    actual
        .path("properties")
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!json.path("properties").has(field)) {
                differences.add(String.format(Locale.ROOT, "properties.%s is there too", field));
              }
            });
    return differences;
  }

  private static void compare(
      String path, JsonNode expected, JsonNode actual, List<String> differences) {
    for (Map.Entry<String, JsonNode> entry : expected.properties()) {
      JsonNode found = actual.path(entry.getKey());
      String name = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      if (entry.getValue().isObject()) {
        compare(name, entry.getValue(), found, differences);
      } else if (!entry.getValue().asText().equals(textOf(entry.getKey(), found))) {
        differences.add(
            String.format(
                Locale.ROOT,
                "%s is %s instead of %s",
                name,
                found.isMissingNode() ? "missing" : found,
                entry.getValue()));
      }
    }
  }

  private static String textOf(String key, JsonNode found) {
    return found.isMissingNode() ? LEFT_OUT.getOrDefault(key, "") : found.asText();
  }
}
