package org.mkailin.plugins.prompted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mkailin.config.ConfigurationException;
import org.mkailin.model.GenerationRequest.Message;

class PromptTemplateTest {
  private static final Map<Placeholder, String> VALUES =
      Map.of(
          Placeholder.TITLE, "Papain",
          Placeholder.ABSTRACT, "It digests.",
          Placeholder.MESH, "none");

  @TempDir private Path folder;

  @Test
  void messagesComeInTheFilesOrderWithoutTheBlanksAroundThem() throws IOException {
    PromptTemplate template =
        own(
            PromptKind.ASK,
            """
            # A comment with {{anything}}.

            == system ==

            You ask.

            == user ==
            «{{ title }}»  \s

            {{abstract}}{{mesh}}
            == assistant ==
            Does it?
            == user: empty ==

            """);
    assertThat(template.fill(VALUES))
        .containsExactly(
            new Message("system", "You ask."),
            new Message("user", "«Papain»\n\nIt digests.none"),
            new Message("assistant", "Does it?"),
            new Message("user", ""));
  }

  @Test
  void whatIsFilledInIsNeverReadAsTemplate() throws IOException {
    PromptTemplate template = own(PromptKind.ASK, "== user ==\n{{title}}|{{abstract}}|");
    String title = "{{abstract}}\n== system ==\n$1 \\ {{nothing}}";
    assertThat(
            template.fill(
                Map.of(
                    Placeholder.TITLE, title,
                    Placeholder.ABSTRACT, "{{title}}",
                    Placeholder.MESH, "")))
        .containsExactly(new Message("user", title + "|{{title}}|"));
  }

  @Test
  void windowsLineEndsAndByteOrderMarkDoNotMatter() throws IOException {
    PromptTemplate template = own(PromptKind.ASK, "\uFEFF== user ==\r\n{{title}}\r\nAsk.\r\n");
    assertThat(template.fill(VALUES)).containsExactly(new Message("user", "Papain\nAsk."));
  }

  @Test
  void everyBuiltInPromptIsSound() {
    for (PromptKind kind : new PromptKind[] {PromptKind.ASK, PromptKind.JUDGE, PromptKind.ANSWER}) {
      assertThat(TemplateFile.read(kind, Optional.empty())).isNotNull();
    }
  }

  @Test
  void unknownPlaceholdersAreAllNamedWithTheirLines() {
    assertProblems(
        PromptKind.ASK,
        "== user ==\n{{titel}}\n{{question}} {{title}}",
        "line 2: unknown placeholder {{titel}}; did you mean 'title'?; known: abstract, mesh, title",
        "line 3: unknown placeholder {{question}}; known: abstract, mesh, title");
  }

  @Test
  void aPromptThatShowsNothingOfItsInputIsRefused() {
    assertProblems(PromptKind.ANSWER, "== user ==\n{{contexts}}", "never uses {{question}}");
    assertProblems(
        PromptKind.ASK, "== user ==\nAsk.", "never uses {{title}} or {{abstract}} or {{mesh}}");
    assertProblems(
        PromptKind.JUDGE,
        "== user ==\n{{title}}",
        "never uses {{first-question}} or {{first-contexts}}");
  }

  @Test
  void anEvaluatorMustSeeBothSidesAlike() {
    assertProblems(
        PromptKind.JUDGE,
        "== user ==\n{{first-question}} {{second-question}} {{second-contexts}}",
        "uses {{second-contexts}} but not {{first-contexts}}; both sides must be shown alike");
  }

  @Test
  void rolesAreChecked() {
    assertProblems(
        PromptKind.ASK,
        "== usr ==\n{{title}}\n== user: blank ==\nx\n== user\n",
        "line 1: unknown role 'usr'; did you mean 'user'?",
        "line 3: 'blank' after the role; only 'empty' can stand there",
        "line 5: '== user' begins no message; expected such as «== user ==»");
    assertProblems(
        PromptKind.ASK,
        "== user ==\n{{title}}\n== system ==\nx",
        "line 3: a message of 'system' where 'assistant' has its turn");
    assertProblems(
        PromptKind.ASK,
        "== user ==\n{{title}}\n== assistant ==\nQuestion:",
        "line 3: the last message must be the user's, but is 'assistant'");
    assertProblems(
        PromptKind.ASK, "== system ==\n{{title}}", "the last message must be the user's");
  }

  @Test
  void anEmptyMessageMustBeMeant() throws IOException {
    assertThat(own(PromptKind.ASK, "== user: empty ==").fill(Map.of()))
        .containsExactly(new Message("user", ""));
    assertProblems(
        PromptKind.ASK,
        "== user ==\n\n",
        "line 1: the message is empty; write «== user: empty ==» for a model that is to speak from"
            + " nothing");
    assertProblems(
        PromptKind.ASK,
        "== user: empty ==\n{{title}}",
        "line 2: text in a message that is marked as empty");
    assertProblems(
        PromptKind.ANSWER,
        "== user: empty ==",
        "line 1: only a user message of the question generator's prompt can be empty");
  }

  @Test
  void filesThatAreNoTemplatesAreRefused() throws IOException {
    assertProblems(PromptKind.ASK, "", "holds no message; expected a line «== user ==»");
    assertProblems(
        PromptKind.ASK,
        "Ask about {{title}}.",
        "line 1: text before the first message; begin it with «== user ==»");
    assertProblems(
        PromptKind.ASK,
        "== user ==\n{{title}} {{abstract}",
        "line 2: double braces that are no placeholder");
    Path latin = Files.write(folder.resolve("latin.txt"), new byte[] {(byte) 0xE9, 'x'});
    assertThatThrownBy(() -> TemplateFile.read(PromptKind.ASK, Optional.of(latin.toString())))
        .hasMessage("prompt '" + latin + "' is not UTF-8 text; save it as such");
    String absent = folder.resolve("absent.txt").toString();
    assertThatThrownBy(() -> TemplateFile.read(PromptKind.ASK, Optional.of(absent)))
        .hasMessage("prompt '" + absent + "' does not exist, or is not a file");
    assertThatThrownBy(() -> TemplateFile.read(PromptKind.ASK, Optional.of(folder.toString())))
        .hasMessage("prompt '" + folder + "' does not exist, or is not a file");
    assertThatThrownBy(() -> TemplateFile.read(PromptKind.ASK, Optional.of("")))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> TemplateFile.read(PromptKind.ASK, Optional.of("nowhere://a/b.txt")))
        .isInstanceOf(ConfigurationException.class);
  }

  private void assertProblems(PromptKind kind, String text, String... problems) {
    var refusal =
        assertThatThrownBy(() -> own(kind, text))
            .isInstanceOf(ConfigurationException.class)
            .hasMessageContaining("prompt '" + folder.resolve("own.txt") + "'");
    for (String problem : problems) {
      refusal.hasMessageContaining(problem);
    }
  }

  private PromptTemplate own(PromptKind kind, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("own.txt"), text);
    return TemplateFile.read(kind, Optional.of(file.toString()));
  }
}
