package org.mkailin.pipelines.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mkailin.config.ConfigurationException;
import org.mkailin.pipelines.place.RunFailedException;

class FailureWordsTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(new ConfigurationException(List.of("--mesh is missing")), "--mesh is missing"),
        arguments(new RunFailedException("it broke", new IOException("x")), "it broke"),
        arguments(new IOException("disk full"), "disk full"),
        arguments(new UncheckedIOException(new IOException("disk full")), "disk full"),
        arguments(
            new UncheckedIOException("index /i can't be read", new IOException("bad magic")),
            "index /i can't be read: bad magic"),
        arguments(new NoSuchFileException("/a/b"), "there is no file /a/b"),
        arguments(
            new UncheckedIOException(new AccessDeniedException("/a")), "no permission to use /a"),
        arguments(new FileNotFoundException("/a"), "file not found: /a"),
        arguments(new DirectoryNotEmptyException("/a"), "/a can't be used: directory not empty"),
        arguments(
            new FileSystemException("/a", null, "Too many open files"),
            "/a can't be used: Too many open files"),
        arguments(
            new RuntimeException(new ExecutionException(new IOException("refused"))), "refused"),
        arguments(new IllegalStateException("agent 'x' has no key"), "agent 'x' has no key"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsToldByWhatHappened(Throwable failure, String words) {
    assertThat(FailureWords.of(failure)).isEqualTo(words);
  }

  @Test
  void aFaultOfTheProgramSaysSoAndWhereItIs() {
    assertThat(FailureWords.of(new NullPointerException()))
        .contains("null pointer at " + FailureWordsTest.class.getName())
        .contains("please report it");
    assertThat(FailureWords.of(new ArithmeticException("/ by zero")))
        .startsWith("/ by zero (a fault of mkailin or of a plugin");
  }

  @Test
  void aFailureWithoutAMessageIsMoreThanTheNameOfAClass() {
    assertThat(FailureWords.of(new IOException()))
        .contains(" at " + FailureWordsTest.class.getName());
  }
}
