package org.mkailin.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mkailin.pipelines.CommandLineFixture.contents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.pipelines.CommandLineFixture;
import org.mkailin.pipelines.CommandLineFixture.Ran;
import org.mkailin.pipelines.agents.Agents;
import org.mkailin.testkit.elasticsearch.ElasticsearchServer;

/** `mkailin index` and `mkailin distill`, with Elasticsearch in place of Lucene. */
abstract class ElasticsearchRunContract {
  private static final List<String> SETS =
      List.of("preferences", "cpt", "sft", "lineage", "rejections");

  @TempDir Path folder;

  @Test
  void theRowsAreThoseThatLuceneGives(ElasticsearchServer server) throws IOException {
    CommandLineFixture.unpackSample(folder);
    Path agents =
        Files.writeString(
            folder.resolve("agents.yaml"),
            Agents.defaultConfiguration()
                .replace("[dense, minilm, lucene]", "[dense, minilm, elasticsearch]")
                .replace(
                    "lucene: { path: \"${index}\" }",
                    String.format(
                        Locale.ROOT,
                        "elasticsearch: { hosts: [\"%s\"], index: pubmed }",
                        server.url())));
    assertThat(agents).content().contains("index: pubmed");

    Ran indexed =
        run("index", "--config", agents.toString(), "--rejections", folder + "/set-aside");
    assertThat(indexed.out()).contains("Indexed 172 of 180 citations");
    Ran again = run("index", "--config", agents.toString(), "--rejections", folder + "/set-aside");
    assertThat(again.exitCode()).isNotZero();
    assertThat(again.err()).contains("there is an index already").contains("--replace");

    distill("elasticsearch", "--config", agents.toString());
    distill("lucene");
    for (String set : SETS) {
      assertThat(contents(folder.resolve("elasticsearch").resolve(set)))
          .isNotEmpty()
          .isEqualTo(contents(folder.resolve("lucene").resolve(set)));
    }
  }

  private void distill(String out, String... more) {
    Ran ran =
        run(
            "distill",
            Stream.concat(
                    Stream.of(
                        "--mesh", folder + "/sample-desc2022.xml", "--out", folder + "/" + out),
                    Stream.of(more))
                .toArray(String[]::new));
    assertThat(ran.exitCode()).as(ran.err()).isZero();
  }

  private Ran run(String command, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(command, "--citations", folder + "/sample26n000*.xml"));
    arguments.addAll(List.of(more));
    return CommandLineFixture.mkailin(arguments.toArray(String[]::new));
  }
}
