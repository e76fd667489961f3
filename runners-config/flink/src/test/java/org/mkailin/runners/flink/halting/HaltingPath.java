package org.mkailin.runners.flink.halting;

import java.nio.file.Path;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** A file or folder of {@link HaltingFiles}. */
record HaltingPath(String path, boolean isDirectory) implements ResourceId {
  Path local() {
    return Path.of(path);
  }

  @Override
  public ResourceId resolve(String other, ResolveOptions options) {
    boolean folder = options.equals(ResolveOptions.StandardResolveOptions.RESOLVE_DIRECTORY);
    return new HaltingPath(local().resolve(other).toString(), folder);
  }

  @Override
  public ResourceId getCurrentDirectory() {
    return isDirectory ? this : new HaltingPath(local().getParent().toString(), true);
  }

  @Override
  public String getScheme() {
    return HaltingFiles.SCHEME;
  }

  @Override
  public String getFilename() {
    return local().getFileName().toString();
  }

  @Override
  public String toString() {
    return HaltingFiles.SCHEME + ":" + path;
  }
}
