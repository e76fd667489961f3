package org.mkailin.plugins.elasticsearch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mkailin.corpus.MeshHeading;
import org.mkailin.corpus.Passage;
import org.mkailin.model.Embedding;

/**
 * A passage as a document of Elasticsearch, and back: the components of {@link Passage} under their
 * names, with {@code content} and {@code vector}.
 *
 * @param vector the embedding as it was indexed; null where it was not asked for
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record PassageDocument(
    String pmid,
    String title,
    String text,
    @Nullable Integer year,
    List<MeshHeading> headings,
    @JsonDeserialize(converter = ReadVector.class) @Nullable Embedding vector) {

  /** Writes records as their components, and nothing else. */
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  static final String PMID = "pmid";
  static final String TITLE = "title";
  static final String TEXT = "text";
  static final String YEAR = "year";
  static final String HEADINGS = "headings";
  static final String CONTENT = "content";
  static final String VECTOR = "vector";

  // 128 bits, so that no two passages of any corpus have the same.
  private static final int CONTENT_DIGITS = 32;

  /**
   * The document's JSON.
   *
   * @param compact whether the vector is written as base64 of big-endian float32, which is a third
   *     of its digits
   */
  static byte[] write(Passage passage, Embedding vector, boolean compact) {
    ObjectNode document = tree(passage);
    document.put(CONTENT, hash(document));
    put(document, VECTOR, vector, compact);
    return bytes(document);
  }

  /** Sets a vector as a server takes it. */
  static void put(ObjectNode object, String key, Embedding vector, boolean compact) {
    float[] values = vector.toArray();
    if (compact) {
      ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
      bytes.asFloatBuffer().put(values);
      object.put(key, Base64.getEncoder().encodeToString(bytes.array()));
    } else {
      object.set(key, JSON.valueToTree(values));
    }
  }

  /** A hash of all that is indexed of a passage, but for its vector. */
  static String contentOf(Passage passage) {
    return hash(tree(passage));
  }

  private static ObjectNode tree(Passage passage) {
    return JSON.valueToTree(passage);
  }

  private static String hash(ObjectNode passage) {
    return Fingerprint.of(bytes(passage), CONTENT_DIGITS);
  }

  private static byte[] bytes(ObjectNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /** The passage. */
  Passage passage() {
    return new Passage(pmid, title, text, year, headings);
  }

  /** Its vector, as it was indexed. */
  Embedding embedding() {
    if (vector == null) {
      throw new IllegalStateException("document " + pmid + " came without its vector");
    }
    return vector;
  }

  private static final class ReadVector extends StdConverter<float[], Embedding> {
    @Override
    public Embedding convert(float[] values) {
      return Embedding.of(values);
    }
  }
}
