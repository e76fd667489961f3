package org.mkailin.plugins.tensorflow.text.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The fixture holds small templates, each with what Jinja2 makes of it as transformers sets it up
 * ({@code _compile_jinja_template(template).render(…)}, transformers 5.18, Jinja2 3.1).
 */
class TemplateTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

  static Stream<JsonNode> cases() throws IOException {
    return StreamSupport.stream(fixture().get("cases").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aTemplateGivesWhatJinja2GivesOrAnError(JsonNode template) throws Exception {
    String source = template.get("template").asText();
    if (template.has("error") || template.has("unsupported")) {
      assertThatThrownBy(() -> render(source))
          .isInstanceOf(TemplateException.class)
          .hasMessageStartingWith("line 1: ");
    } else {
      assertThat(render(source)).isEqualTo(template.get("out").asText());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "{{ zzz.a }}@line 1: 'zzz' is undefined",
        "{{ messages[0].zzz.a }}@line 1: a dict has no 'zzz'",
        "{{ 'a' + 1 }}@line 1: «+» with a string and an integer is not possible",
        "{{ 'a' | nofilter }}@line 1: the filter «nofilter» is not supported",
        "{{ 'a' is notest }}@line 1: the test «notest» is not supported",
        "{{ 'a'.isdigit() }}@line 1: a string has no 'isdigit'",
        "{{ messages | tojson(separators=1) }}"
            + "@line 1: tojson with the argument «separators» is not supported",
        "{{ joiner() }}@line 1: joiner() is not supported",
        "{% include 'x' %}@line 1: the tag {% include %} is not supported here",
        "{% if true %}a"
            + "@line 1: {% elif %} or {% else %} or {% endif %} was expected before"
            + " the end of the template",
        "{{ a b }}@line 1: «}}» was expected before «b»",
        "{{ 'a }}@line 1: «'» is not expected here",
        "{{ 1 < 2 < 3 }}"
            + "@line 1: «and», for comparisons in a chain are not supported, was expected before «3»",
        "{# a@line 1: a comment has no end «#}»",
        "{% for a, b in [[1]] %}{% endfor %}@line 1: 1 values cannot be assigned to 2 variables",
        "{% set messages.a = 1 %}@line 1: 'messages' is not a namespace",
        "{% break %}@line 1: {% break %} is outside a loop",
        "{{ 1 // 0 }}@line 1: division by zero",
      })
  void anErrorSaysWhatIsWrong(String source, String message) {
    assertThatThrownBy(() -> render(source))
        .isInstanceOf(TemplateException.class)
        .hasMessage(message);
  }

  @Test
  void anErrorNamesItsLine() {
    assertThatThrownBy(() -> render("a\n{# b\n #}\n{% if true %}\n\n  {{ 'a' + 1 }}\n{% endif %}"))
        .hasMessageStartingWith("line 6: ");
    assertThatThrownBy(() -> Template.parse("a\n{% if true %}\n{% with x = 1 %}"))
        .hasMessageStartingWith("line 3: ");
  }

  @Test
  void whatIsNotReachedMayBeUnsupported() throws Exception {
    assertThat(render("{% if tools %}{{ tools | nofilter | sum(3) }}{% endif %}k")).isEqualTo("k");
  }

  @Test
  void aTemplateReachesNoJava() {
    for (String attack :
        List.of(
            "{{ ''.getClass() }}",
            "{{ messages.getClass().forName('java.lang.Runtime') }}",
            "{{ messages[0].getClass() }}",
            "{{ range.getClass() }}",
            "{{ range.call() }}",
            "{{ namespace().values() }}",
            "{{ messages.clear() }}",
            "{{ messages.append(1) }}",
            "{{ messages[0].put('a', 1) }}",
            "{{ messages[0].clear() }}")) {
      assertThatThrownBy(() -> render(attack)).as(attack).isInstanceOf(TemplateException.class);
    }
  }

  @Test
  void whatValuesHoldIsNeverReadAsATemplate() {
    assertThat(Template.parse("{{ x }}").render(Map.of("x", "{{ 1 }}{% if %}{#")))
        .isEqualTo("{{ 1 }}{% if %}{#");
  }

  private static String render(String source) throws IOException {
    JsonNode fixture = fixture();
    Map<String, Object> values = JSON.convertValue(fixture.get("values"), new TypeReference<>() {});
    values.put("messages", JSON.convertValue(fixture.get("messages"), List.class));
    values.put("add_generation_prompt", true);
    return Template.parse(source).render(values);
  }

  private static JsonNode fixture() throws IOException {
    try (InputStream file = TemplateTest.class.getResourceAsStream("cases.json")) {
      return JSON.readTree(file);
    }
  }
}
