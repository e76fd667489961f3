package org.mkailin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigBinderTest {
  enum Pooling {
    MEAN,
    FIRST_TOKEN
  }

  record Settings(
      @Setting("the model") String model,
      @Setting(value = "contexts", byDefault = "4") int k,
      @Setting(value = "pooling", byDefault = "first-token") Pooling pooling,
      @Setting(value = "time-out", byDefault = "30s") Duration timeOut,
      @Setting(value = "normalise", byDefault = "true") boolean normalise,
      @Setting(value = "temperature", byDefault = "0.5") double temperature,
      @Setting("key") Optional<Secret> apiKey,
      @Setting("hosts") List<String> hosts,
      @Setting("terms") Set<Integer> terms) {
    Settings {
      if (k < 1) {
        throw new IllegalArgumentException("k is " + k + ", but must be at least 1");
      }
    }
  }

  private final List<String> problems = new ArrayList<>();

  private Optional<Settings> bind(Map<String, ?> values) {
    return ConfigBinder.bind(Settings.class, values, "agents.a.p", problems);
  }

  @Test
  void whatIsNotGivenHasItsDefault() {
    assertThat(bind(Map.of("model", "m")))
        .contains(
            new Settings(
                "m",
                4,
                Pooling.FIRST_TOKEN,
                Duration.ofSeconds(30),
                true,
                0.5,
                Optional.empty(),
                List.of(),
                Set.of()));
    assertThat(problems).isEmpty();
  }

  @Test
  void everyKindOfValueIsRead() {
    assertThat(
            bind(
                Map.of(
                    "model",
                    "m",
                    "k",
                    8,
                    "pooling",
                    "mean",
                    "time-out",
                    "500ms",
                    "normalise",
                    false,
                    "temperature",
                    1,
                    "api-key",
                    "env:KEY",
                    "hosts",
                    List.of("a", "b"),
                    "terms",
                    List.of(3, 5))))
        .contains(
            new Settings(
                "m",
                8,
                Pooling.MEAN,
                Duration.ofMillis(500),
                false,
                1,
                Optional.of(new Secret("env:KEY")),
                List.of("a", "b"),
                Set.of(3, 5)));
  }

  @Test
  void allProblemsAreReportedTogether() {
    assertThat(
            bind(
                Map.of(
                    "k",
                    "four",
                    "pooling",
                    "max",
                    "time-out",
                    30,
                    "normalise",
                    "yes",
                    "hosts",
                    "a")))
        .isEmpty();
    assertThat(problems)
        .containsExactlyInAnyOrder(
            "agents.a.p: key 'model' is missing: the model",
            "agents.a.p.k: expected whole number, but found 'four'",
            "agents.a.p.pooling: 'max' is not one of mean, first-token",
            "agents.a.p.time-out: expected a duration such as 30s, 500ms, 2m, but found '30'",
            "agents.a.p.normalise: expected true or false, but found 'yes'",
            "agents.a.p.hosts: expected a list, but found 'a'");
  }

  @Test
  void anUnknownKeyIsRefusedWithTheNearestKnownOne() {
    bind(Map.of("model", "m", "temprature", 1));
    assertThat(problems)
        .containsExactly("agents.a.p: unknown key 'temprature'; did you mean 'temperature'?");
  }

  @Test
  void whatTheRecordRefusesIsAProblemToo() {
    bind(Map.of("model", "m", "k", 0));
    assertThat(problems).containsExactly("agents.a.p: k is 0, but must be at least 1");
  }

  @Test
  void aSecretInPlainTextIsRefusedAndNotRepeated() {
    bind(Map.of("model", "m", "api-key", "sk-12345"));
    assertThat(problems)
        .containsExactly(
            "agents.a.p.api-key: expected a reference, env:NAME or file:PATH, and not the secret"
                + " itself");
  }

  @Test
  void aSecretInAListOrAMapIsNotRepeatedEither() {
    String refused =
        "agents.a.p.api-key: expected a reference, env:NAME or file:PATH, and not the secret"
            + " itself";
    bind(Map.of("model", "m", "api-key", List.of("sk-live-123")));
    bind(Map.of("model", "m", "api-key", Map.of("env", "sk-live-123")));
    assertThat(problems).containsExactly(refused, refused);
  }

  @Test
  void oneSecretInPlaceOfAListIsNotRepeated() {
    record Keys(@Setting("keys") List<Secret> keys) {}
    ConfigBinder.bind(Keys.class, Map.of("keys", "sk-live-123"), "p", problems);
    assertThat(problems).containsExactly("p.keys: expected a list, but found '[REDACTED]'");
  }

  @Test
  void keysAreListedWithTypeAndDefault() {
    assertThat(ConfigBinder.keys(Settings.class))
        .contains(
            new ConfigBinder.Key("model", "text", false, Optional.empty(), "the model"),
            new ConfigBinder.Key(
                "pooling", "mean|first-token", false, Optional.of("first-token"), "pooling"),
            new ConfigBinder.Key("hosts", "list of text", true, Optional.empty(), "hosts"));
  }
}
