package org.mkailin.runners.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.beam.sdk.util.ReleaseInfo;
import org.junit.jupiter.api.Test;

/**
 * The Dockerfiles, as far as they can be checked where there is no Docker. Whether what they copy
 * is there once all is packaged, {@link PackagedJarIT} looks at.
 */
class WorkerImageTest {
  private static final Path DOCKER = Path.of("target/docker");

  @Test
  void theHarnessIsOfTheBeamThatTheJobsAreBuiltWith() throws IOException {
    assertThat(stagesOf("worker.Dockerfile"))
        .contains(
            String.format(
                Locale.ROOT,
                "apache/beam_java%d_sdk:%s AS beam",
                WorkerImage.JAVA,
                ReleaseInfo.getReleaseInfo().getSdkVersion()));
    assertThat(Files.readString(DOCKER.resolve("worker.Dockerfile")))
        .contains("COPY --from=beam /opt/apache/beam /opt/apache/beam")
        .contains("ENTRYPOINT [\"/opt/apache/beam/boot\"]")
        .contains("openjdk-" + WorkerImage.JAVA);
  }

  @Test
  void cudaAndCudnnAreWhatTensorFlowWasBuiltFor() throws IOException {
    assertThat(stagesOf("worker.Dockerfile"))
        .anyMatch(image -> image.matches("nvidia/cuda:12\\.\\d+\\.\\d+-cudnn-runtime-.*"));
  }

  @Test
  void theBootProgramIsToldOfTheLibraryThatTheImageHolds() throws IOException {
    JsonNode option = new ObjectMapper().readTree(DOCKER.resolve("option-mkailin.json").toFile());
    assertThat(option.path("enabled").asBoolean()).isTrue();
    String library = option.at("/options/classpath/0").asText();
    String dockerfile = Files.readString(DOCKER.resolve("worker.Dockerfile"));
    // The boot program reads each option-*.json below its folder of options.
    assertThat(dockerfile)
        .contains(" /opt/apache/beam/options/option-mkailin.json")
        .contains(" " + library);
  }

  @Test
  void nothingIsLeftToFillIn() throws IOException {
    for (String file : List.of("worker.Dockerfile", "launcher.Dockerfile", "option-mkailin.json")) {
      assertThat(Files.readString(DOCKER.resolve(file))).doesNotContain("@");
    }
  }

  @Test
  void imagesOfBeamsOfOtherVersionsAreRefused() {
    assertThat(WorkerImage.problem(WorkerImage.beams())).isEmpty();
    assertThat(WorkerImage.problem("apache/beam_java21_sdk:2.70.0")).isEmpty();
    assertThat(WorkerImage.problem("apache/beam_java17_sdk:2.69.0")).isPresent();
    assertThat(WorkerImage.problem("europe-docker.pkg.dev/p/r/mkailin:1")).isEmpty();
  }

  private static List<String> stagesOf(String dockerfile) throws IOException {
    return Pattern.compile("(?m)^FROM (.+)$")
        .matcher(Files.readString(DOCKER.resolve(dockerfile)))
        .results()
        .map((MatchResult from) -> from.group(1))
        .toList();
  }
}
