package org.mkailin.plugins.tensorflow.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.plugin.Findings;
import org.mkailin.plugins.tensorflow.folder.ElementType;
import org.mkailin.plugins.tensorflow.folder.ModelFolder;
import org.mkailin.plugins.tensorflow.runtime.Device;
import org.mkailin.plugins.tensorflow.runtime.NativeBuild;
import org.mkailin.plugins.tensorflow.runtime.Precision;
import org.mkailin.plugins.tensorflow.runtime.TensorFlowRuntime;

class ExaminationTest {
  @TempDir Path temp;

  @Test
  void theCpuComputesRight() {
    List<String> lines = examine();

    assertThat(lines.get(0)).startsWith("ok TensorFlow: ").contains("build, unpacked to ");
    assertThat(lines)
        .contains("ok product on cpu: 256×256 matrices: every element right")
        .contains("ok decoder on cpu: 16 tokens as read all at once");
  }

  @Test
  void withoutAGpuTheBuildForTheCpuHasANoteAndNoProblem() {
    if (NativeBuild.loaded().forGpus() || !TensorFlowRuntime.gpus().isEmpty()) {
      assertThat(examine()).anyMatch(line -> line.contains("CUDA"));
      return;
    }
    assertThat(examine())
        .noneMatch(line -> line.startsWith("problem"))
        .anyMatch(line -> line.startsWith("note CUDA") && line.contains("mvn -Pgpu package"));
  }

  @Test
  void theDecodersChoicesAreClearEnoughForTheRoundingOfGpus() throws IOException {
    ModelFolder folder =
        ModelFolder.open(
            SyntheticModel.write(temp.resolve("m"), Examination.decoder(), ElementType.F32)
                .toString());
    DecoderProbe exact =
        DecoderProbe.of(folder, Device.CPU, Precision.FLOAT32, OptionalInt.empty());
    DecoderProbe rough =
        DecoderProbe.of(folder, Device.CPU, Precision.BFLOAT16, OptionalInt.empty());

    // bfloat16 has 8 bits, TF32 11.
    assertThat(rough.maxDifference(exact)).isBetween(0.001, 0.5);
    assertThat(rough.tokens()).isEqualTo(exact.tokens());
  }

  private static List<String> examine() {
    List<String> lines = new ArrayList<>();
    Examination.run(
        new Findings() {
          @Override
          public void good(String what, String seen) {
            lines.add("ok " + what + ": " + seen);
          }

          @Override
          public void note(String what, String seen) {
            lines.add("note " + what + ": " + seen);
          }

          @Override
          public void problem(String what, String seen, String nextStep) {
            lines.add("problem " + what + ": " + seen + " → " + nextStep);
          }
        });
    return lines;
  }
}
