package org.mkailin.plugins.tensorflow.folder;

/**
 * A model folder does not hold what it should, or holds what is not supported.
 *
 * <p>The message names the file and, where it is about one, the tensor or key, and the next step.
 */
public class ModelFolderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error that the contents of the folder show by themselves. */
  public ModelFolderException(String message) {
    super(message);
  }

  /** An error that comes of another. */
  public ModelFolderException(String message, Throwable cause) {
    super(message, cause);
  }
}
