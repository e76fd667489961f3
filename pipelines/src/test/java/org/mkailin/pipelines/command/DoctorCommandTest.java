package org.mkailin.pipelines.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.mkailin.pipelines.command.DoctorPlugins.Ailing;
import org.mkailin.pipelines.command.DoctorPlugins.Fainting;
import org.mkailin.pipelines.command.DoctorPlugins.Healthy;
import org.mkailin.pipelines.command.DoctorPlugins.Model;

class DoctorCommandTest extends DoctorTests {
  @Test
  void theMachineAndThePluginsAreDescribed() throws IOException {
    install(Healthy.class, Model.class);
    Ran ran = doctor();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .startsWith("This machine")
        .contains("  ok       Java                  " + System.getProperty("java.version") + " (")
        .contains("  ok       plugins               2: healthy, model")
        .endsWith("\n\nNo problems.\n");
    assertThat(ran.words()).containsPattern("temporary folder /.* GiB free");
  }

  @Test
  void whatAPluginFindsStandsUnderItsName() throws IOException {
    install(Healthy.class, Ailing.class);
    Ran ran = doctor();
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out())
        .endsWith(
            """

            Plugin ailing
              problem  library               libailing is not there
                                             → install libailing 3

            Plugin healthy
              ok       library               libhealthy 2.1
              note     GPU                   none found; models run on the CPU

            1 problem.
            """);
  }

  @Test
  void aPluginThatThrowsIsNamedAndTheOthersAreExaminedAllTheSame() throws IOException {
    install(Ailing.class, Fainting.class, Healthy.class);
    Ran ran = doctor();
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.words())
        .contains("Plugin fainting ok pulse 80 problem examination plugin 'fainting' broke it off")
        .contains("java.lang.UnsatisfiedLinkError: no fainting in java.library.path, at")
        .contains("libhealthy 2.1")
        .endsWith("2 problems. ");
  }

  @Test
  void aPluginThatCannotBeLoadedIsAProblem() throws IOException {
    installByName("org.example.Gone");
    Ran ran = doctor();
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.words())
        .contains("problem plugin plugin class org.example.Gone")
        .contains("→ remove its jar");
  }

  @Test
  void aMkailinWithoutPluginsIsAProblem() throws IOException {
    install();
    Ran ran = doctor();
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.words()).contains("problem plugins none found → put their jars");
  }

  @Test
  void theHelpShowsAnExample() {
    Ran ran = doctor("--help");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("Examples:\n  mkailin doctor\n").contains("${mesh}");
  }

  @Test
  void placesAreLookedAt() throws IOException {
    install(Healthy.class);
    Path citations = Files.writeString(folder.resolve("a.xml"), "<PubmedArticleSet/>");
    Ran ran =
        doctor(
            "--citations",
            citations.toString(),
            folder.resolve("missing*.xml").toString(),
            "--out",
            folder.resolve("new/out").toString());
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.words())
        .contains("problem citations no file matches " + folder.resolve("missing*.xml"))
        .contains("ok output folder " + folder.resolve("new/out") + " can be written and read");
    assertThat(folder.resolve("new/out")).doesNotExist();
  }

  @Test
  void theWorkersOfARunnerSayWhatTheyHave() throws IOException {
    install(Healthy.class);
    Path out = folder.resolve("out");
    Ran ran = doctor("--runner=DirectRunner", "--on-workers", "--out", out.toString());
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains("Runner DirectRunner");
    String worker = ran.out().substring(ran.out().indexOf("\nWorker "));
    assertThat(worker)
        .contains("-" + ProcessHandle.current().pid() + "\n")
        .contains("ok       plugins               healthy")
        .contains("ok       library               libhealthy 2.1")
        .contains("ok       Java                  " + System.getProperty("java.version"));
    assertThat(out).doesNotExist();
    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void workersNeedAPlaceToWriteTo() throws IOException {
    install(Healthy.class);
    Ran ran = doctor("--on-workers");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--on-workers needs --out");
  }

  @Test
  void anOptionThatNobodyKnowsIsRefused() throws IOException {
    install(Healthy.class);
    Ran ran = doctor("--on-worker");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--on-worker", "did you mean '--on-workers'");
  }
}
