package org.mkailin.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.pipelines.DoctorPlugins.Ailing;
import org.mkailin.pipelines.DoctorPlugins.Counting;
import org.mkailin.pipelines.DoctorPlugins.Fainting;
import org.mkailin.pipelines.DoctorPlugins.Healthy;
import org.mkailin.pipelines.DoctorPlugins.Model;
import org.mkailin.pipelines.DoctorPlugins.Pooling;
import org.mkailin.plugin.Plugin;
import org.mkailin.runtime.AgentLease;
import picocli.CommandLine;

class DoctorCommandTest {
  private record Ran(int exitCode, String out, String err) {
    /** What was printed, on one line, however it was wrapped. */
    String words() {
      return out.replaceAll("\\s+", " ");
    }
  }

  @TempDir Path folder;

  private ClassLoader before;

  @BeforeEach
  void remember() {
    before = Thread.currentThread().getContextClassLoader();
    Model.EVENTS.clear();
    Pooling.reset();
  }

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
    assertThat(AgentLease.inUse()).isEmpty();
  }

  private void install(Class<?>... plugins) throws IOException {
    String names = Arrays.stream(plugins).map(Class::getName).collect(Collectors.joining("\n"));
    installByName(names);
  }

  private void installByName(String names) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(Plugin.class.getName()), names);
    Thread.currentThread()
        .setContextClassLoader(
            new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader()));
  }

  private Ran doctor(String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Mkailin.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    String[] arguments = new String[options.length + 1];
    arguments[0] = "doctor";
    System.arraycopy(options, 0, arguments, 1, options.length);
    int code = commandLine.execute(arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  private Ran doctorOf(String yaml, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("agents.yaml"), yaml);
    String[] all = Arrays.copyOf(options, options.length + 2);
    all[options.length] = "--config";
    all[options.length + 1] = file.toString();
    return doctor(all);
  }

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
  void agentsAreBuiltAndHeldUntilTheLastThenClosed() throws IOException {
    install(Model.class);
    Ran ran =
        doctorOf(
            """
            agents:
              general: { plugins: [model], model: { file: a } }
              domain: { plugins: [model], model: { file: b } }
            """);
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.words())
        .containsPattern("ok general question generator of model: built in [0-9.]+ s ok domain")
        .contains("note retriever not in the file");
    assertThat(Model.EVENTS).containsExactly("opened a", "opened b", "closed b", "closed a");
  }

  @Test
  void aBrokenAgentDoesNotHideAnother() throws IOException {
    install(Model.class);
    Ran ran =
        doctorOf(
            """
            agents:
              general: { plugins: [model], model: { file: truncated } }
              domain: { plugins: [model], model: { file: b } }
              retriever: { plugins: [modle] }
              evaluator: { plugins: [model], model: { fill: c } }
              answerer: { plugins: [model], model: { file: d } }
            """);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.words())
        .contains("problem general model file 'truncated' ends after 3 bytes")
        .contains("ok domain question generator of model: built in")
        .contains("problem retriever agents.retriever: unknown plugin 'modle'; did you mean")
        .contains("problem evaluator agents.evaluator.model: unknown key 'fill'; did you mean")
        .contains("problem answerer agents.answerer: none of its plugins [model] is a answer");
    assertThat(Model.EVENTS).containsExactly("opened b", "closed b");
  }

  @Test
  void anAgentWhoseMeshFileIsNotGivenIsPassedOverButItsKeysAreChecked() throws IOException {
    install(Model.class);
    String yaml =
        """
        agents:
          general: { plugins: [model], model: { file: "${mesh}" } }
          domain: { plugins: [model], model: { file: "${mesh}", size: 3 } }
        """;
    Ran without = doctorOf(yaml);
    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.words())
        .contains("note general not built, as it refers to ${mesh}; pass --mesh")
        .contains("problem domain agents.domain.model: unknown key 'size'");
    assertThat(Model.EVENTS).isEmpty();

    Ran with = doctorOf(yaml, "--mesh", "/data/desc.xml");
    assertThat(with.words()).contains("ok general question generator of model: built");
    assertThat(Model.EVENTS).containsExactly("opened /data/desc.xml", "closed /data/desc.xml");
  }

  @Test
  void whatIsWrongWithTheFileItselfIsToldOnce() throws IOException {
    install(Model.class);
    Ran ran = doctorOf("agents: { generl: { plugins: [model], model: { file: a } } }");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.words())
        .endsWith(
            "problem configuration unknown agent 'generl'; did you mean 'general'?"
                + " note agents none is built before the file is put right 1 problem. ");
  }

  @Test
  void aConfigurationThatIsNotThereIsAProblem() throws IOException {
    install(Model.class);
    Ran ran = doctor("--config", folder.resolve("nowhere.yaml").toString());
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.words()).contains("nowhere.yaml can't be read").endsWith("1 problem. ");
  }

  @Test
  void aMissingConfigurationIsToldAtOnceWhereLinksLeadInCircles() throws IOException {
    install(Model.class);
    for (String link : new String[] {"a", "b", "c"}) {
      Files.createSymbolicLink(folder.resolve(link), folder);
    }
    String missing = folder.resolve("nope.yaml").toString();
    Ran ran = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> doctor("--config", missing));
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.words()).contains(missing + " does not exist").endsWith("1 problem. ");
  }

  @Test
  void whatAnAgentSettlesForTheProcessIsNotTakenByThePluginsExamination() throws IOException {
    install(Pooling.class);
    Ran ran = doctorOf("agents: { general: { plugins: [pooling], pooling: { threads: 1 } } }");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.words())
        .containsPattern("Agents of .* ok general .* Plugin pooling ok threads 1 No problems");
  }

  @Test
  void problemsOfAConfigurationThatShowOnlyWhenAnAgentIsBuiltAreToldOneByOne() throws IOException {
    install(Model.class);
    Ran ran = doctorOf("agents: { general: { plugins: [model], model: { file: contradictory } } }");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out())
        .endsWith(
            """
              problem  general               model file 'contradictory' lacks a start
              problem  general               model file 'contradictory' lacks an end
              note     domain                not in the file; `mkailin distill` would need it
              note     retriever             not in the file; `mkailin distill` would need it
              note     evaluator             not in the file; `mkailin distill` would need it
              note     answerer              not in the file; `mkailin distill` would need it

            2 problems.
            """);
  }

  @Test
  void anAgentThatRefersToStatisticsMustGatherThem() throws IOException {
    install(Model.class);
    Ran ran =
        doctorOf("agents: { general: { plugins: [model], model: { file: '${statistics}' } } }");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.words()).contains("agents.general: none of its plugins [model] is a corpus");
  }

  @Test
  void anAgentThatNeedsStatisticsIsBuiltUpToThem() throws IOException {
    install(Counting.class);
    String yaml =
        "agents: { general: { plugins: [counting], counting: { counts: '${statistics}' } } }";
    Ran ran = doctorOf(yaml);
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.words())
        .containsPattern(
            "note general question generator of counting: built in .* but for the corp");
  }

  @Test
  void onlyOneAgentCanReferToStatistics() throws IOException {
    install(Counting.class);
    Ran ran =
        doctorOf(
            """
            agents:
              general: { plugins: [counting], counting: { counts: "${statistics}" } }
              domain: { plugins: [counting], counting: { counts: "${statistics}" } }
            """);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.words())
        .contains("only one agent can refer to ${statistics}, but these do: general, domain");
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
