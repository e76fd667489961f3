package org.mkailin.testkit;

import java.nio.file.Path;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.jspecify.annotations.Nullable;

/** A file or folder of {@link RemoteTestFiles}. */
record RemoteTestPath(String path, boolean isDirectory) implements ResourceId {
  @Override
  public ResourceId resolve(String other, ResolveOptions options) {
    boolean folder = options.equals(ResolveOptions.StandardResolveOptions.RESOLVE_DIRECTORY);
    return new RemoteTestPath(Path.of(path).resolve(other).toString(), folder);
  }

  @Override
  public ResourceId getCurrentDirectory() {
    return isDirectory ? this : new RemoteTestPath(Path.of(path).getParent().toString(), true);
  }

  @Override
  public String getScheme() {
    return RemoteTestFiles.SCHEME;
  }

  @Override
  public @Nullable String getFilename() {
    return Path.of(path).getFileName().toString();
  }

  @Override
  public String toString() {
    return RemoteTestFiles.SCHEME + "://" + path;
  }
}
