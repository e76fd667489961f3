package org.mkailin.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A reference to a secret: {@code env:NAME} or {@code file:PATH}.
 *
 * <p>Specs, logs and manifests hold only the reference; {@link #reveal()} is for the worker, at the
 * moment of use.
 */
public final class Secret {
  private final String reference;

  /**
   * A secret by reference.
   *
   * @throws IllegalArgumentException if it is not a reference; the message does not repeat the text
   */
  public Secret(String reference) {
    if (!reference.matches("(env|file):.+")) {
      throw new IllegalArgumentException(
          "expected a reference, env:NAME or file:PATH, and not the secret itself");
    }
    this.reference = reference;
  }

  /**
   * The secret's value, resolved now.
   *
   * @throws IllegalStateException if the variable is not set or the file can't be read
   */
  public String reveal() {
    String name = reference.substring(reference.indexOf(':') + 1);
    if (reference.startsWith("env:")) {
      String value = System.getenv(name);
      if (value == null) {
        throw new IllegalStateException("environment variable " + name + " is not set");
      }
      return value;
    }
    try {
      return Files.readString(Path.of(name)).strip();
    } catch (IOException e) {
      throw new IllegalStateException("secret file " + name + " can't be read", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && reference.equals(that.reference);
  }

  @Override
  public int hashCode() {
    return reference.hashCode();
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
