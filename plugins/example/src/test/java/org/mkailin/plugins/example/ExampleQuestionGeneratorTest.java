package org.mkailin.plugins.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mkailin.agent.Outcome;
import org.mkailin.corpus.AbstractSection;
import org.mkailin.corpus.Citation;

/** What this agent claims beyond its role's contract; plain Java, so no pipeline is needed. */
class ExampleQuestionGeneratorTest {
  private static final AbstractSection SECTION = new AbstractSection("", "", "Papain helps.");

  @Test
  void aTopicBecomesAQuestionAboutIt() {
    assertThat(ask("Papain in the debridement of burns."))
        .isEqualTo(
            Outcome.of("What does this study show about Papain in the debridement of burns?"));
  }

  @Test
  void aTitleWithoutFullStopIsAskedAboutToo() {
    assertThat(ask("Papain in burns"))
        .isEqualTo(Outcome.of("What does this study show about Papain in burns?"));
  }

  @Test
  void aQuestionStaysAsItIs() {
    assertThat(ask("Does papain help?")).isEqualTo(Outcome.of("Does papain help?"));
  }

  @Test
  void aTitleOnTwoLinesMakesAQuestionOnOne() {
    assertThat(ask(" Papain\n in burns. "))
        .isEqualTo(Outcome.of("What does this study show about Papain in burns?"));
  }

  @Test
  void aCitationWithoutTitleIsRejectedByName() {
    assertThat(ask(" "))
        .isEqualTo(Outcome.rejected("no-title", "PMID 7 has no title to ask about"));
  }

  @Test
  void aCitationWithoutAbstractIsRejectedByName() {
    assertThat(ask(new Citation("7", "Papain in burns.", List.of(), 2011, List.of())))
        .isEqualTo(Outcome.rejected("no-abstract", "PMID 7 has no abstract to answer from"));
  }

  private static Outcome<String> ask(String title) {
    return ask(new Citation("7", title, List.of(SECTION), 2011, List.of()));
  }

  private static Outcome<String> ask(Citation citation) {
    ExampleConfig config = new ExampleConfig("What does this study show about");
    return new ExampleQuestionGenerator(config).process(List.of(citation)).get(0);
  }
}
