package org.mkailin.runners.dataflow;

import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.construction.resources.PipelineResources;

/**
 * The files that a job brings to its workers: the launcher's class path and the plugins.
 *
 * <p>Beam uploads each under a name with its checksum, and skips what the bucket has already. So
 * TensorFlow's native library is a jar of its own: it is uploaded once, whereas the job's jar
 * changes with the code. Where the workers' image holds it, it is not staged at all; the
 * container's boot program puts what the image lists in {@code /opt/apache/beam/options} behind the
 * staged jars.
 */
final class StagedFiles {
  /** Plugin jars, separated by colons, that the launcher script was told of. */
  static final String PLUGINS = "mkailin.plugins";

  private static final Pattern NATIVES = Pattern.compile("tensorflow-core-native-.+-.+\\.jar");

  private StagedFiles() {}

  /**
   * What this JVM's class path asks for.
   *
   * @param withNatives whether TensorFlow's native library is among it
   */
  static List<String> ofClassPath(PipelineOptions options, boolean withNatives) {
    Set<String> files =
        new LinkedHashSet<>(
            PipelineResources.detectClassPathResourcesToStage(
                StagedFiles.class.getClassLoader(), options));
    for (String plugin :
        System.getProperty(PLUGINS, "").split(Pattern.quote(File.pathSeparator), -1)) {
      if (!plugin.isBlank()) {
        files.add(plugin);
      }
    }
    return files.stream().filter(file -> withNatives || !isNatives(file)).toList();
  }

  /** Whether a file, named as in {@code --filesToStage}, is TensorFlow's native library. */
  static boolean isNatives(String file) {
    Path name = Path.of(file.substring(file.indexOf('=') + 1)).getFileName();
    return NATIVES.matcher(Objects.toString(name, "")).matches();
  }
}
