package org.mkailin.pipelines.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The sample corpus that comes with mkailin. */
public final class Sample {
  /** The names of its files: four of citations, one of MeSH descriptors. */
  public static final List<String> FILES =
      List.of(
          "sample26n0001.xml",
          "sample26n0002.xml",
          "sample26n0003.xml",
          "sample26n0004.xml",
          "sample-desc2022.xml");

  private Sample() {}

  /** Puts the files into a folder, which is made if it is not there. */
  public static void unpack(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String file : FILES) {
      try (InputStream in = Sample.class.getResourceAsStream("sample/" + file)) {
        Files.copy(in, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
