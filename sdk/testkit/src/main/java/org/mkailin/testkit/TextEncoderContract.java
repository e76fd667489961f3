package org.mkailin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.AgentSpec;
import org.mkailin.model.Embedding;
import org.mkailin.model.TextEncoder;
import org.mkailin.runtime.AgentLease;
import org.mkailin.runtime.Resources;

/** The contract of a text encoder: unit vectors that depend on nothing but their text. */
public abstract class TextEncoderContract {
  /** How an agent with this encoder is configured. */
  protected abstract AgentSpec spec();

  /** Texts of very different lengths; the last one longer than the encoder reads. */
  protected List<String> texts() {
    List<String> texts = new ArrayList<>();
    SampleCitations.all().forEach(c -> texts.add(c.title()));
    SampleCitations.all().forEach(c -> texts.add(c.title() + " " + c.abstractText()));
    texts.add("x");
    texts.add("papain and bromelain digest proteins ".repeat(200));
    return texts;
  }

  @Test
  void vectorsHaveUnitLengthAndTheStatedDimensions() {
    try (AgentLease lease = AgentLease.of(spec())) {
      TextEncoder encoder = lease.get(TextEncoder.class);
      for (Embedding vector : encoder.encodePassages(texts())) {
        assertThat(vector.dimensions()).isEqualTo(encoder.dimensions());
        assertThat(vector.dot(vector)).isCloseTo(1, within(1e-5));
      }
    }
  }

  @Test
  void theBatchDoesNotChangeAVector() {
    try (AgentLease lease = AgentLease.of(spec())) {
      TextEncoder encoder = lease.get(TextEncoder.class);
      List<Embedding> together = encoder.encodePassages(texts());
      List<Embedding> alone = new ArrayList<>();
      texts().forEach(text -> alone.addAll(encoder.encodePassages(List.of(text))));
      assertThat(alone).isEqualTo(together);
    }
  }

  @Test
  void eightThreadsGetTheSameVectors() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (AgentLease lease = AgentLease.of(spec())) {
      TextEncoder encoder = lease.get(TextEncoder.class);
      List<Embedding> expected = encoder.encodeQueries(texts());
      List<Future<List<Embedding>>> answers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        answers.add(threads.submit(() -> encoder.encodeQueries(texts())));
      }
      for (Future<List<Embedding>> answer : answers) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void noTextsGiveNoVectors() {
    try (AgentLease lease = AgentLease.of(spec())) {
      assertThat(lease.get(TextEncoder.class).encodeQueries(List.of())).isEmpty();
    }
  }

  @Test
  void leasesOfOneSpecShareTheEncoder() {
    try (AgentLease one = AgentLease.of(spec());
        AgentLease other = AgentLease.of(spec())) {
      TextEncoder encoder = one.get(TextEncoder.class);
      assertThat(one.get(TextEncoder.class)).as("asked again").isSameAs(encoder);
      assertThat(other.get(TextEncoder.class)).as("leased again").isSameAs(encoder);
    }
  }

  @Test
  void theEncoderIsClosedWithItsAgent() {
    var before = Resources.inUse();
    try (AgentLease lease = AgentLease.of(spec())) {
      assertThat(lease.get(TextEncoder.class).identity()).isNotBlank();
    }
    assertThat(Resources.inUse()).isEqualTo(before);
  }
}
