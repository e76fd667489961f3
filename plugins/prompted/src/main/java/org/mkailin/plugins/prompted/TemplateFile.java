package org.mkailin.plugins.prompted;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mkailin.config.ConfigurationException;
import org.mkailin.config.GivenFile;

/** Reads prompt templates: one's own from any of Beam's file systems, or the built-in ones. */
final class TemplateFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TemplateFile() {}

  /**
   * Reads and checks a template.
   *
   * @param path where it is; the built-in one where empty
   * @throws ConfigurationException with every problem of the file
   */
  static PromptTemplate read(PromptKind kind, Optional<String> path) {
    String name =
        path.map(p -> "prompt '" + p + "'").orElse("built-in prompt '" + kind.builtIn() + "'");
    try (InputStream in = path.isPresent() ? open(path.get()) : openBuiltIn(kind)) {
      return new TemplateParser(name, kind).parse(decoded(in.readAllBytes()));
    } catch (CharacterCodingException e) {
      throw problem(name + " is not UTF-8 text; save it as such", e);
    } catch (FileNotFoundException | GivenFile.FolderException e) {
      throw problem(name + " does not exist, or is not a file", e);
    } catch (IOException e) {
      throw problem(name + " can't be read: " + e.getMessage(), e);
    }
  }

  private static InputStream open(String path) throws IOException {
    return Channels.newInputStream(GivenFile.open(path));
  }

  private static InputStream openBuiltIn(PromptKind kind) {
    return Objects.requireNonNull(
        TemplateFile.class.getResourceAsStream(kind.builtIn()), kind.builtIn());
  }

  private static String decoded(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static ConfigurationException problem(String problem, Exception cause) {
    ConfigurationException exception = new ConfigurationException(List.of(problem));
    exception.initCause(cause);
    return exception;
  }
}
