package org.mkailin.transforms.pubmed;

/** The last segment of a path. */
final class FileName {
  private FileName() {}

  static String of(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
