package org.mkailin.plugins.tensorflow.folder;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A tensor of torch: a view of a storage.
 *
 * @param offset of the first element in the storage, in elements
 * @param strides steps of the axes, in elements
 */
record TorchTensor(TorchStorage storage, long offset, List<Long> shape, List<Long> strides) {
  /**
   * Where the tensor lies in its file.
   *
   * @param extent where its storage lies
   * @throws ModelFolderException if it is not stored row by row, or leaves its storage
   */
  StoredTensor stored(String name, Path file, Extent extent) {
    checkContiguous(name, file);
    ElementType type = storage.type();
    long length = StoredTensor.bytes(name, type, shape, file);
    if (offset < 0 || offset > storage.elements() - length / type.bytes()) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "tensor '%s' in %s has shape %s from element %,d, but its storage '%s' has"
                  + " only %,d; the file is damaged, fetch it again",
              name,
              file,
              shape,
              offset,
              storage.key(),
              storage.elements()));
    }
    if (storage.elements() > extent.length() / type.bytes()) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s is damaged: storage '%s' of tensor '%s' needs %,d elements of %s, but"
                  + " only %,d bytes are there; fetch the file again",
              file,
              storage.key(),
              name,
              storage.elements(),
              type,
              extent.length()));
    }
    return new StoredTensor(
        name, type, shape, file, extent.offset() + offset * type.bytes(), length);
  }

  private void checkContiguous(String name, Path file) {
    boolean contiguous = strides.size() == shape.size();
    long expected = 1;
    for (int axis = shape.size() - 1; axis >= 0 && contiguous; axis--) {
      contiguous = shape.get(axis) == 1 || strides.get(axis) == expected;
      expected *= shape.get(axis);
    }
    if (!contiguous && !shape.contains(0L)) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "tensor '%s' in %s is not stored row by row (shape %s, strides %s), so it"
                  + " can't be read in place; convert the folder to safetensors",
              name,
              file,
              shape,
              strides));
    }
  }
}
