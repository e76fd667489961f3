package org.mkailin.plugins.tensorflow.folder;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the elements of a stored tensor are; the names are those of safetensors. */
public enum ElementType {
  F32(4, "Float"),
  F16(2, "Half"),
  BF16(2, "BFloat16"),
  F64(8, "Double"),
  I64(8, "Long"),
  I32(4, "Int"),
  I16(2, "Short"),
  I8(1, "Char"),
  U8(1, "Byte"),
  BOOL(1, "Bool");

  private final int bytes;
  private final String torchName;

  ElementType(int bytes, String torchName) {
    this.bytes = bytes;
    this.torchName = torchName;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  /** The storage class of torch that holds such elements, e.g. {@code torch.FloatStorage}. */
  String torchStorage() {
    return "torch." + torchName + "Storage";
  }

  /**
   * The type that safetensors calls so.
   *
   * @param tensor the tensor that has it, for the error
   * @param file the file that it is in, for the error
   * @throws ModelFolderException if there is no such type here, e.g. {@code F8_E4M3}
   */
  public static ElementType of(String safetensorsName, String tensor, Path file) {
    for (ElementType type : values()) {
      if (type.name().equals(safetensorsName)) {
        return type;
      }
    }
    throw new ModelFolderException(
        String.format(
            Locale.ROOT,
            "tensor '%s' in %s has dtype '%s', which is not supported; supported: %s",
            tensor,
            file,
            safetensorsName,
            supported()));
  }

  private static String supported() {
    return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
  }
}
