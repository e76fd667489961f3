package org.mkailin.pipelines.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mkailin.pipelines.command.DoctorPlugins.Counting;
import org.mkailin.pipelines.command.DoctorPlugins.Model;
import org.mkailin.pipelines.command.DoctorPlugins.Pooling;

/** What the doctor says of the agents of a configuration. */
class DoctorAgentsTest extends DoctorTests {
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
}
