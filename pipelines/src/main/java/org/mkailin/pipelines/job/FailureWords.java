package org.mkailin.pipelines.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.mkailin.config.ConfigurationException;
import org.mkailin.pipelines.place.RunFailedException;

/** A failure in words, for someone who reads no stack traces. */
public final class FailureWords {
  /** What no input and no machine should be able to cause. */
  private static final List<Class<? extends Throwable>> FAULTS =
      List.of(
          NullPointerException.class,
          ClassCastException.class,
          IndexOutOfBoundsException.class,
          ArithmeticException.class,
          NoSuchElementException.class,
          UnsupportedOperationException.class,
          ConcurrentModificationException.class,
          LinkageError.class,
          AssertionError.class);

  private FailureWords() {}

  /** What failed; never only the name of a class. */
  public static String of(Throwable failure) {
    if (failure instanceof ConfigurationException || failure instanceof RunFailedException) {
      return String.valueOf(failure.getMessage());
    }
    Throwable cause = failure.getCause();
    if (cause != null && onlyWraps(failure, cause)) {
      return of(cause);
    }
    if (failure instanceof UncheckedIOException e) {
      return messageOf(e) + ": " + of(e.getCause());
    }
    if (failure instanceof IOException e) {
      return ofFile(e);
    }
    return FAULTS.stream().anyMatch(fault -> fault.isInstance(failure))
        ? String.format(
            Locale.ROOT,
            "%s (a fault of mkailin or of a plugin; please report it with what --verbose prints)",
            messageOf(failure))
        : messageOf(failure);
  }

  /** Whether a failure says nothing that its cause does not say. */
  private static boolean onlyWraps(Throwable failure, Throwable cause) {
    return failure.getMessage() == null || failure.getMessage().equals(cause.toString());
  }

  private static String ofFile(IOException e) {
    if (e instanceof FileSystemException at && at.getFile() != null) {
      if (e instanceof NoSuchFileException) {
        return "there is no file " + at.getFile();
      }
      if (e instanceof AccessDeniedException) {
        return "no permission to use " + at.getFile();
      }
      return String.format(
          Locale.ROOT,
          "%s can't be used: %s",
          at.getFile(),
          at.getReason() == null ? inWords(e) : at.getReason());
    }
    return e instanceof FileNotFoundException ? "file not found: " + messageOf(e) : messageOf(e);
  }

  /** The message, or where the failure comes from, if it has none. */
  private static String messageOf(Throwable failure) {
    String message = failure.getMessage();
    if (message != null && !message.isBlank()) {
      return message;
    }
    StackTraceElement[] trace = failure.getStackTrace();
    return inWords(failure) + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  /** The name of an exception as words, such as "directory not empty". */
  private static String inWords(Throwable failure) {
    return failure
        .getClass()
        .getSimpleName()
        .replaceAll("(Exception|Error)$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }
}
