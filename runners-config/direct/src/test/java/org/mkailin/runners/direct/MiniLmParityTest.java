package org.mkailin.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.agent.AgentSpec;
import org.mkailin.model.Embedding;
import org.mkailin.model.TextEncoder;
import org.mkailin.runtime.AgentLease;
import org.mkailin.testkit.SampleCitations;

/**
 * One real encoder on two engines: all-MiniLM-L6-v2 on ONNX Runtime, as the plugin «minilm» runs
 * it, and the same weights as a Hugging Face folder on TensorFlow.
 *
 * <p>The folder is made from the ONNX file: what carries a name of BERT is taken as it is, and the
 * matrices without one are named after the products that they are multiplied in, and turned.
 */
class MiniLmParityTest {
  private static final double LEAST_COSINE = 1 - 1e-4;
  private static final String CONFIG =
      """
      {"model_type": "bert", "hidden_size": 384, "num_hidden_layers": 6, "num_attention_heads": 12,
       "intermediate_size": 1536, "vocab_size": 30522, "max_position_embeddings": 512,
       "type_vocab_size": 2, "hidden_act": "gelu", "layer_norm_eps": 1e-12}
      """;

  // Fields of ONNX's messages: onnx.proto, ModelProto, GraphProto, NodeProto, TensorProto.
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int NODE_INPUT = 1;
  private static final int NODE_NAME = 3;
  private static final int NODE_OPERATOR = 4;
  private static final int TENSOR_DIMS = 1;
  private static final int TENSOR_TYPE = 2;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_DATA = 9;
  private static final long TYPE_FLOAT = 1;

  @TempDir static Path folder;

  /** A matrix or vector of float32, row by row. */
  private record Weight(List<Long> shape, ByteBuffer data) {
    Weight transposed() {
      int rows = Math.toIntExact(shape.get(0));
      int columns = Math.toIntExact(shape.get(1));
      ByteBuffer turned = ByteBuffer.allocate(data.remaining()).order(ByteOrder.LITTLE_ENDIAN);
      FloatBuffer from = data.asFloatBuffer();
      FloatBuffer to = turned.asFloatBuffer();
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          to.put(column * rows + row, from.get(row * columns + column));
        }
      }
      return new Weight(List.of(shape.get(1), shape.get(0)), turned);
    }
  }

  @BeforeAll
  static void makeFolder() throws IOException {
    Files.writeString(folder.resolve("config.json"), CONFIG);
    try (InputStream tokenizer = resource("/all-minilm-l6-v2-tokenizer.json")) {
      Files.copy(tokenizer, folder.resolve("tokenizer.json"));
    }
    write(weights(), folder.resolve("model.safetensors"));
  }

  @Test
  void theSampleCitationsGetTheSameVectors() {
    List<String> texts = new ArrayList<>(List.of("x", "papain and bromelain ".repeat(200)));
    SampleCitations.all().forEach(c -> texts.add(c.title()));
    SampleCitations.all().forEach(c -> texts.add(c.title() + " " + c.abstractText()));
    compare(texts);
  }

  @Test
  void realAbstractsGetTheSameVectors() throws IOException {
    Path corpus = Path.of(System.getProperty("mkailin.data", "no-data"), "scifact/corpus.jsonl.gz");
    assumeTrue(Files.exists(corpus), "skipped: there is no " + corpus + " to take abstracts from");
    List<String> texts = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(corpus)), StandardCharsets.UTF_8))) {
      while (texts.size() < 100) {
        var line = new ObjectMapper().readTree(lines.readLine());
        texts.add(line.get("title").asText() + " " + line.get("text").asText());
      }
    }
    compare(texts);
  }

  private static void compare(List<String> texts) {
    List<Embedding> onnx = encode("minilm", Map.of(), texts);
    List<Embedding> tensorFlow =
        encode(
            "tensorflow-encoder",
            Map.of("model", folder.toString(), "max-tokens", 256, "device", "cpu"),
            texts);
    double worst = 1;
    for (int i = 0; i < texts.size(); i++) {
      worst = Math.min(worst, onnx.get(i).dot(tensorFlow.get(i)));
    }
    System.out.printf(Locale.ROOT, "worst cosine of %d texts: 1 - %.1e%n", texts.size(), 1 - worst);
    assertThat(worst).isGreaterThanOrEqualTo(LEAST_COSINE);
  }

  private static List<Embedding> encode(
      String plugin, Map<String, Object> settings, List<String> texts) {
    AgentSpec spec = new AgentSpec("encoder", List.of(plugin), Map.of(plugin, settings));
    try (AgentLease lease = AgentLease.of(spec)) {
      return lease.get(TextEncoder.class).encodePassages(texts);
    }
  }

  private static InputStream resource(String name) {
    return MiniLmParityTest.class.getResourceAsStream(name);
  }

  /** The model's weights under BERT's names. */
  private static Map<String, Weight> weights() throws IOException {
    UnknownFieldSet graph;
    try (InputStream file = resource("/all-minilm-l6-v2.onnx")) {
      graph = messages(UnknownFieldSet.parseFrom(file), MODEL_GRAPH).get(0);
    }
    Map<String, Weight> stored = new LinkedHashMap<>();
    for (UnknownFieldSet tensor : messages(graph, GRAPH_INITIALIZER)) {
      if (tensor.getField(TENSOR_TYPE).getVarintList().get(0) == TYPE_FLOAT) {
        ByteString data = tensor.getField(TENSOR_DATA).getLengthDelimitedList().get(0);
        stored.put(
            text(tensor, TENSOR_NAME),
            new Weight(
                tensor.getField(TENSOR_DIMS).getVarintList(),
                data.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN)));
      }
    }
    for (UnknownFieldSet node : messages(graph, GRAPH_NODE)) {
      if (text(node, NODE_OPERATOR).equals("MatMul")) {
        String factor = node.getField(NODE_INPUT).getLengthDelimitedList().get(1).toStringUtf8();
        if (stored.containsKey(factor)) {
          // «/encoder/layer.0/attention/self/query/MatMul» → «encoder.layer.0….query.weight».
          String name = text(node, NODE_NAME).substring(1).replace('/', '.');
          stored.put(name.replace(".MatMul", ".weight"), stored.remove(factor).transposed());
        }
      }
    }
    return stored;
  }

  private static List<UnknownFieldSet> messages(UnknownFieldSet message, int field)
      throws IOException {
    List<UnknownFieldSet> messages = new ArrayList<>();
    for (ByteString bytes : message.getField(field).getLengthDelimitedList()) {
      messages.add(UnknownFieldSet.parseFrom(bytes));
    }
    return messages;
  }

  private static String text(UnknownFieldSet message, int field) {
    return message.getField(field).getLengthDelimitedList().get(0).toStringUtf8();
  }

  private static void write(Map<String, Weight> weights, Path file) throws IOException {
    ObjectNode header = new ObjectMapper().createObjectNode();
    long offset = 0;
    for (Map.Entry<String, Weight> entry : weights.entrySet()) {
      ObjectNode tensor = header.putObject(entry.getKey()).put("dtype", "F32");
      ArrayNode shape = tensor.putArray("shape");
      entry.getValue().shape().forEach(shape::add);
      ArrayNode range = tensor.putArray("data_offsets").add(offset);
      offset += entry.getValue().data().remaining();
      range.add(offset);
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(length.putLong(json.length).flip());
      channel.write(ByteBuffer.wrap(json));
      for (Weight weight : weights.values()) {
        channel.write(weight.data());
      }
    }
  }
}
