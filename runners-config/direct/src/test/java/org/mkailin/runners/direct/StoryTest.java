package org.mkailin.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.agent.AgentSpec;
import org.mkailin.corpus.AbstractSection;
import org.mkailin.corpus.Citation;
import org.mkailin.corpus.Question;
import org.mkailin.runtime.AgentLease;
import org.mkailin.runtime.Resources;
import org.mkailin.transforms.GenerateQuestions;

/**
 * A real checkpoint, stories260K, as a question generator in a pipeline: it begins from nothing but
 * the token that begins a text, and tells the story that transformers tells with it.
 */
class StoryTest {
  private static final int CITATIONS = 64;

  @TempDir Path folder;

  @Test
  void eightThreadsShareOneModelAndTellItsStory() throws IOException {
    Path model = Path.of(System.getProperty("mkailin.data", "no-data"), "models/stories260K-hf");
    assumeTrue(Files.isDirectory(model), "skipped: no model at " + model);
    JsonNode expected = new ObjectMapper().readTree(model.resolve("greedy.json").toFile());
    // The role's questions are on one line; nothing else may differ.
    String story = expected.get("text").asText().replaceAll("\\s+", " ");

    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setTargetParallelism(8);
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Question> told =
        pipeline
            .apply(Create.of(citations()))
            .apply(GenerateQuestions.with("ask-general", storyteller(model)))
            .accepted();
    PAssert.that(told)
        .satisfies(
            questions -> {
              List<Question> all = new ArrayList<>();
              questions.forEach(all::add);
              assertThat(all).hasSize(CITATIONS);
              assertThat(all).extracting(Question::text).containsOnly(story);
              return null;
            });

    try (LoadedModels loaded = new LoadedModels()) {
      pipeline.run().waitUntilFinish();
      assertThat(loaded.messages).singleElement().asString().contains("stories260K-hf", "cpu");
    }
    assertThat(AgentLease.inUse()).isEmpty();
    assertThat(Resources.inUse()).isEmpty();
  }

  private AgentSpec storyteller(Path model) throws IOException {
    Path prompt = Files.writeString(folder.resolve("prompt.txt"), "== user: empty ==\n");
    return new AgentSpec(
        "general",
        List.of("prompted", "tensorflow"),
        4,
        Map.of(
            "prompted",
            Map.of(
                "question-prompt",
                prompt.toString(),
                "question-format",
                "text",
                "question-temperature",
                0,
                "question-tokens",
                120),
            "tensorflow",
            Map.of("model", model.toString(), "device", "cpu")));
  }

  private static List<Citation> citations() {
    List<Citation> citations = new ArrayList<>();
    for (int i = 1; i <= CITATIONS; i++) {
      citations.add(
          new Citation(
              String.valueOf(i),
              "A title",
              List.of(new AbstractSection("", "", "A text.")),
              2020,
              List.of()));
    }
    return citations;
  }

  /** What the plugin says when it has loaded a model. */
  private static final class LoadedModels extends Handler implements AutoCloseable {
    private static final Logger PLUGIN = Logger.getLogger("org.mkailin.plugins.tensorflow");
    final List<String> messages = new ArrayList<>();

    LoadedModels() {
      PLUGIN.addHandler(this);
    }

    @Override
    public synchronized void publish(LogRecord record) {
      if (record.getMessage().contains("GiB of weights")) {
        messages.add(record.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      PLUGIN.removeHandler(this);
    }
  }
}
