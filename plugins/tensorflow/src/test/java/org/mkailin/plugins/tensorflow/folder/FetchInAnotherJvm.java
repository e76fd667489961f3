package org.mkailin.plugins.tensorflow.folder;

import java.nio.file.Path;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** A process that fetches one folder when a line comes, for {@link ModelCacheTest}. */
final class FetchInAnotherJvm {
  private FetchInAnotherJvm() {}

  /** Arguments: the cache, and the URL of the folder. */
  public static void main(String[] args) throws Exception {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    System.out.println("ready");
    System.in.read();
    System.out.println(new ModelCache(Path.of(args[0])).fetch(args[1]));
  }
}
