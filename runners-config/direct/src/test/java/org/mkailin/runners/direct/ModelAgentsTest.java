package org.mkailin.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.pipelines.CommandLineFixture;
import org.mkailin.pipelines.CommandLineFixture.Ran;
import org.mkailin.runtime.Resources;

/**
 * The whole job with a language model as general agent, evaluator and answerer: a real checkpoint,
 * though it can only tell stories.
 */
class ModelAgentsTest {
  @TempDir Path folder;

  @BeforeEach
  void configure() throws IOException {
    Path model = Path.of(System.getProperty("mkailin.data", "no-data"), "models/stories260K-hf");
    assumeTrue(Files.isDirectory(model), "skipped: no model at " + model);
    // It reads 512 tokens of a letter or two each, so it sees no abstracts.
    Files.writeString(folder.resolve("ask.txt"), "== user ==\n{{title}}\n");
    Files.writeString(
        folder.resolve("judge.txt"),
        "== user ==\n{{title}} {{first-question}} or {{second-question}}\n");
    Files.writeString(folder.resolve("answer.txt"), "== user ==\n{{question}}\n");
    Files.writeString(
        folder.resolve("agents.yaml"),
        """
        agents:
          general:
            plugins: [prompted, tensorflow]
            prompted: { question-prompt: FOLDER/ask.txt, question-format: text, question-tokens: 24 }
            tensorflow: { model: MODEL, device: cpu }
          domain: { plugins: [lexical], lexical: { style: domain } }
          retriever: { plugins: [dense, minilm, lucene], lucene: { path: "${index}" } }
          evaluator:
            plugins: [prompted, tensorflow]
            prompted: { judge-prompt: FOLDER/judge.txt }
            tensorflow: { model: MODEL, device: cpu }
          answerer:
            plugins: [prompted, tensorflow]
            prompted: { answer-prompt: FOLDER/answer.txt, answer-format: text, answer-tokens: 24 }
            tensorflow: { model: MODEL, device: cpu }
        """
            .replace("FOLDER", folder.toString())
            .replace("MODEL", model.toString()));
    CommandLineFixture.unpackSample(folder.resolve("input"));
  }

  @Test
  void parallelismChangesNotOneByteOfWhatALanguageModelSays() throws IOException {
    Map<String, String> one = distill("one", "--targetParallelism=1");
    Map<String, String> eight = distill("eight", "--targetParallelism=8");
    assertThat(eight).isEqualTo(one);
    assertThat(Resources.inUse()).isEmpty();

    JsonNode manifest = new ObjectMapper().readTree(one.get("manifest.json"));
    for (JsonNode stage : manifest.get("stages")) {
      if (stage.get("stage").asText().matches("ask-general|judge|answer")) {
        assertThat(stage.get("out").asInt()).as("%s", stage).isPositive();
      }
    }
  }

  private Map<String, String> distill(String out, String parallelism) throws IOException {
    Ran ran =
        CommandLineFixture.mkailin(
            "distill",
            "--citations",
            folder.resolve("input/sample26n0001.xml").toString(),
            "--config",
            folder.resolve("agents.yaml").toString(),
            "--out",
            folder.resolve(out).toString(),
            parallelism);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    return CommandLineFixture.contents(folder.resolve(out));
  }
}
