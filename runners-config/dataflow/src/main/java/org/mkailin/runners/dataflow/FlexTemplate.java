package org.mkailin.runners.dataflow;

import java.util.stream.Stream;
import org.mkailin.pipelines.Mkailin;

/**
 * What a Flex Template's launcher starts: {@code mkailin distill} with the template's parameters,
 * which the launcher gives as {@code --name=value}.
 */
public final class FlexTemplate {
  private FlexTemplate() {}

  /** Runs the command and ends the JVM. */
  public static void main(String[] parameters) {
    Mkailin.main(command(parameters));
  }

  static String[] command(String[] parameters) {
    return Stream.concat(Stream.of("distill"), Stream.of(parameters)).toArray(String[]::new);
  }
}
