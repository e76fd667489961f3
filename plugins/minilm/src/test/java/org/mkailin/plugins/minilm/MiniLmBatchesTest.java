package org.mkailin.plugins.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.mkailin.model.Embedding;

/**
 * Real texts, in many batches and threads, to the last bit; needs the data that mkailin.data names.
 */
class MiniLmBatchesTest {
  private static final Path SCIFACT =
      Path.of(System.getProperty("mkailin.data", "no-such-folder"), "scifact");

  @Test
  void realTextsGetTheSameBitsAloneInBatchesAndInEightThreads() throws Exception {
    assumeTrue(Files.exists(SCIFACT), "SKIPPED: there is no " + SCIFACT + " to take texts from");
    List<String> texts = new ArrayList<>(texts("queries_train.jsonl", 460));
    texts.addAll(texts("corpus.jsonl.gz", 40));
    Collections.shuffle(texts, new Random(4));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (MiniLmEncoder encoder = MiniLmEncoder.open(new MiniLmConfig(256, 1))) {
      List<Embedding> together = encoder.encodePassages(texts);
      // Batches of 1, 4, 7, 10, … so that every text meets other neighbours.
      List<Future<List<Embedding>>> parts = new ArrayList<>();
      for (int from = 0, size = 1; from < texts.size(); from += size, size += 3) {
        List<String> part = texts.subList(from, Math.min(from + size, texts.size()));
        parts.add(threads.submit(() -> encoder.encodePassages(part)));
      }
      List<Embedding> apart = new ArrayList<>();
      for (Future<List<Embedding>> part : parts) {
        apart.addAll(part.get());
      }
      assertThat(apart).isEqualTo(together);
      List<Embedding> alone = new ArrayList<>();
      texts.forEach(text -> alone.addAll(encoder.encodePassages(List.of(text))));
      assertThat(alone).isEqualTo(together);
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<String> texts(String name, int count) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> texts = new ArrayList<>();
    try (InputStream file = Files.newInputStream(SCIFACT.resolve(name));
        InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(file) : file;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      while (texts.size() < count) {
        JsonNode line = json.readTree(lines.readLine());
        texts.add((line.path("title").asText("") + " " + line.get("text").asText()).strip());
      }
    }
    return texts;
  }
}
