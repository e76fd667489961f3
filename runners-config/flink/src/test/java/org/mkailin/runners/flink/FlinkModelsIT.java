package org.mkailin.runners.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.pipelines.CommandLineFixture;

/** Native libraries in a process that many jobs share: TensorFlow, ONNX Runtime, tokenizers. */
class FlinkModelsIT {
  private static final Path MODEL =
      Path.of(
              "../../plugins/tensorflow/src/test/resources/org/mkailin/plugins/tensorflow/decoder/chat")
          .toAbsolutePath()
          .normalize();

  /** Stages with the model: ask, judge, answer. They run one after the other. */
  private static final int STAGES = 3;

  private static final Pattern LOADED = Pattern.compile("GiB of weights");

  private static final String ROWS = "sft/sft-00000-of-00001.jsonl";

  private static final String AGENTS = "agents.yaml";

  /** The same, but that the general agent's model says other things. */
  private static final String OTHER_AGENTS = "other-agents.yaml";

  @TempDir Path folder;

  @BeforeEach
  void configure() throws IOException {
    // The model reads 512 tokens of a letter or two each, so it sees no abstracts.
    Files.writeString(folder.resolve("ask.txt"), "== user ==\n{{title}}\n");
    Files.writeString(
        folder.resolve("judge.txt"), "== user ==\n{{first-question}} or {{second-question}}\n");
    Files.writeString(folder.resolve("answer.txt"), "== user ==\n{{question}}\n");
    String agents =
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
            .replace("MODEL", MODEL.toString());
    Files.writeString(folder.resolve(AGENTS), agents);
    Files.writeString(
        folder.resolve(OTHER_AGENTS),
        agents.replace("question-tokens: 24", "question-tokens: 24, seed: 1"));
    CommandLineFixture.unpackSample(folder.resolve("input"));
  }

  @Test
  void jobsOneAfterTheOtherAndSideBySideLoadTheirModelsInOneProcess()
      throws IOException, InterruptedException {
    start("direct", AGENTS, "--runner=DirectRunner").succeed();
    Map<String, String> expected = rows(folder.resolve("direct"));
    assertThat(expected.get(ROWS)).isNotEmpty();
    start("other", OTHER_AGENTS, "--runner=DirectRunner").succeed();
    Map<String, String> other = rows(folder.resolve("other"));
    assertThat(other.get(ROWS)).isNotEmpty().isNotEqualTo(expected.get(ROWS));

    try (StandaloneCluster cluster = StandaloneCluster.start(folder.resolve("cluster"), 1, 4)) {
      String[] here = {
        "--runner=FlinkRunner", "--flinkMaster=" + cluster.master(), "--parallelism=2"
      };
      start("first", AGENTS, here).succeed();
      assertThat(rows(folder.resolve("first"))).isEqualTo(expected);
      assertThat(models(cluster)).as("two subtasks share a model").isEqualTo(STAGES);

      Launcher second = start("second", AGENTS, here);
      Launcher third = start("third", OTHER_AGENTS, here);
      second.succeed();
      third.succeed();
      assertThat(rows(folder.resolve("second"))).isEqualTo(expected);
      assertThat(rows(folder.resolve("third"))).isEqualTo(other);
      assertThat(models(cluster)).as("each job has its own").isEqualTo(3 * STAGES);
    }
  }

  /** The files of the sets; only the first run tells of the index, which it built. */
  private static Map<String, String> rows(Path out) throws IOException {
    Map<String, String> rows = CommandLineFixture.contents(out);
    rows.keySet().removeIf(file -> !file.contains("/"));
    return rows;
  }

  private static long models(StandaloneCluster cluster) throws IOException {
    return LOADED.matcher(cluster.logOfTaskManager(1)).results().count();
  }

  private Launcher start(String out, String agents, String... runner) {
    List<String> arguments =
        List.of(
            "distill",
            "--citations",
            folder.resolve("input/sample26n0001.xml").toString(),
            "--config",
            folder.resolve(agents).toString(),
            "--index",
            folder.resolve("index").toString(),
            "--out",
            folder.resolve(out).toString());
    return Launcher.start(
        folder.resolve(out + ".log"), List.of(), Launcher.with(arguments, runner));
  }
}
