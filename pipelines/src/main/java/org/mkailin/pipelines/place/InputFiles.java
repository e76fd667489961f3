package org.mkailin.pipelines.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.mkailin.config.ConfigurationException;

/**
 * The files that the patterns of a command line stand for.
 *
 * @param files every file, by name
 */
public record InputFiles(List<InputFile> files) {
  /**
   * One input file.
   *
   * @param name its full name
   * @param bytes its size
   * @param modified when it was last changed, in milliseconds since 1970; 0 where its file system
   *     does not know
   */
  public record InputFile(String name, long bytes, long modified) {}

  /**
   * Matches patterns.
   *
   * @throws ConfigurationException naming every pattern without a file
   */
  public static InputFiles match(List<String> patterns) {
    List<String> problems = new ArrayList<>();
    List<InputFile> files = new ArrayList<>();
    for (String pattern : patterns) {
      String nothing = "no file matches " + pattern + "; check the name (quote it if it has a *)";
      if (isMissingLocalFile(pattern)) {
        problems.add(nothing);
        continue;
      }
      try {
        MatchResult match =
            FileSystems.match(Locations.absolute(pattern), EmptyMatchTreatment.ALLOW);
        if (match.metadata().isEmpty()) {
          problems.add(nothing);
        }
        match
            .metadata()
            .forEach(
                file ->
                    files.add(
                        new InputFile(
                            file.resourceId().toString(),
                            file.sizeBytes(),
                            file.lastModifiedMillis())));
      } catch (IOException | IllegalArgumentException e) {
        problems.add(pattern + " can't be looked up: " + e.getMessage());
      }
    }
    ConfigurationException.throwIfAny(problems);
    return new InputFiles(
        files.stream().distinct().sorted(Comparator.comparing(InputFile::name)).toList());
  }

  /** Beam would look for a missing file in everything below its folder, be it the whole disk. */
  private static boolean isMissingLocalFile(String pattern) {
    return pattern.matches("[^*?\\[{:]+") && !Files.exists(Path.of(pattern));
  }

  List<String> names() {
    return files.stream().map(InputFile::name).toList();
  }

  /** One file of results for each 32 MiB of input, about one for each file of PubMed's. */
  public int goodNumberOfFiles() {
    return (int) Math.max(1, bytes() >> 25);
  }

  public long bytes() {
    return files.stream().mapToLong(InputFile::bytes).sum();
  }
}
