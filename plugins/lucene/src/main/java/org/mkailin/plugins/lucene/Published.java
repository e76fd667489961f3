package org.mkailin.plugins.lucene;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file that makes a remote index visible, as JSON: what it is, and which files it consists of.
 *
 * @param format raised when a field changes its meaning
 * @param label what the index says of itself
 * @param folder the folder of its files, beside this one
 * @param files file name → bytes
 */
record Published(int format, IndexLabel label, String folder, Map<String, Long> files) {
  static final String NAME = "index.json";

  private static final int THIS_FORMAT = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static Published of(IndexLabel label, String folder, Map<String, Long> files) {
    return new Published(THIS_FORMAT, label, folder, new TreeMap<>(files));
  }

  byte[] bytes() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads it.
   *
   * @throws IllegalStateException if it is not ours, or of another format
   */
  static Published read(byte[] bytes, String where) {
    try {
      JsonNode node = JSON.readTree(new String(bytes, UTF_8));
      String format = node.path("format").asText("none");
      if (!format.equals(Integer.toString(THIS_FORMAT))) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "index %s has format %s, but this version of mkailin reads format %d; rebuild the index",
                where,
                format,
                THIS_FORMAT));
      }
      return JSON.treeToValue(node, Published.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "index %s can't be read: its %s is damaged, or not of this plugin; rebuild the index",
              where,
              NAME),
          e);
    }
  }

  long size() {
    return files.values().stream().mapToLong(Long::longValue).sum();
  }
}
