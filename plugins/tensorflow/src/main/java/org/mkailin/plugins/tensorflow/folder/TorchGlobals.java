package org.mkailin.plugins.tensorflow.folder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Python names that may stand in a checkpoint, and what they mean here.
 *
 * <p>They are the storage classes, {@code collections.OrderedDict}, and the three functions that
 * make a view of a storage. Source: torch/_utils.py, torch/serialization.py.
 */
final class TorchGlobals {
  private static final String DICT = "collections.OrderedDict";
  private static final String TENSOR = "torch._utils._rebuild_tensor";
  private static final String TENSOR_V2 = "torch._utils._rebuild_tensor_v2";
  private static final String PARAMETER = "torch._utils._rebuild_parameter";

  /** More than any file has; sums of offsets stay far from an overflow. */
  private static final long MAX_ELEMENTS = 1L << 48;

  private static final Map<String, ElementType> STORAGES =
      Stream.of(ElementType.values())
          .collect(Collectors.toMap(ElementType::torchStorage, type -> type));

  private final Path file;
  private final Map<String, TorchStorage> storages = new LinkedHashMap<>();

  TorchGlobals(Path file) {
    this.file = file;
  }

  /** A name that is allowed; it has no behaviour by itself. */
  private record Global(String name) {}

  /** All storages that tensors were made of, by key. */
  Map<String, TorchStorage> storages() {
    return storages;
  }

  /**
   * A name in the pickle.
   *
   * @throws ModelFolderException if it is not one that a checkpoint needs
   */
  Object named(String name) {
    if (!STORAGES.containsKey(name)
        && !List.of(DICT, TENSOR, TENSOR_V2, PARAMETER).contains(name)) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s names '%s', which no checkpoint of supported types needs and which"
                  + " might run code; nothing was executed, take the model's safetensors",
              file,
              name));
    }
    return new Global(name);
  }

  /** What a call means. */
  Object call(Object callee, List<Object> arguments) {
    String name = callee instanceof Global global ? global.name() : "a value";
    return switch (name) {
      case DICT -> dict(arguments);
      case TENSOR, TENSOR_V2 -> tensor(arguments);
      case PARAMETER -> argument(arguments, 0, TorchTensor.class);
      default -> throw unexpected("a call of " + name);
    };
  }

  /** An empty dict, or that of a list of pairs, as Python 2 wrote it. */
  private Map<Object, Object> dict(List<Object> arguments) {
    Map<Object, Object> dict = new LinkedHashMap<>();
    if (!arguments.isEmpty()) {
      for (Object item : argument(arguments, 0, List.class)) {
        if (!(item instanceof List<?> pair) || pair.size() != 2) {
          throw unexpected("a dict of what are no pairs");
        }
        dict.put(argument(pair, 0, String.class), pair.get(1));
      }
    }
    return dict;
  }

  /** The storage that a persistent id names: {@code ('storage', class, key, device, elements)}. */
  TorchStorage storage(List<Object> id) {
    String key = argument(id, 2, String.class);
    ElementType type = STORAGES.get(argument(id, 1, Global.class).name());
    if (!"storage".equals(id.get(0)) || type == null) {
      throw unexpected("a persistent id that is no storage");
    }
    if (id.size() > 5 && id.get(5) != Pickle.NONE) {
      throw unexpected("a view of storage '" + key + "', as torch before 0.4 wrote it");
    }
    long elements = argument(id, 4, Long.class);
    if (elements < 0 || elements > MAX_ELEMENTS) {
      throw unexpected(String.format(Locale.ROOT, "storage '%s' of %,d elements", key, elements));
    }
    TorchStorage storage = new TorchStorage(type, key, elements);
    TorchStorage other = storages.putIfAbsent(key, storage);
    if (other != null && !other.equals(storage)) {
      throw unexpected(
          String.format(Locale.ROOT, "storage '%s' as both %s and %s", key, other, storage));
    }
    return storage;
  }

  /** {@code (storage, offset, size, stride, requires_grad, hooks, metadata)}. */
  private TorchTensor tensor(List<Object> arguments) {
    if (arguments.size() > 6 && arguments.get(6) instanceof Map<?, ?> marks && !marks.isEmpty()) {
      throw unexpected("a tensor that is conjugated or negated on reading");
    }
    return new TorchTensor(
        argument(arguments, 0, TorchStorage.class),
        argument(arguments, 1, Long.class),
        longs(argument(arguments, 2, List.class)),
        longs(argument(arguments, 3, List.class)));
  }

  private List<Long> longs(List<?> items) {
    List<Long> longs = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      longs.add(argument(items, i, Long.class));
    }
    return longs;
  }

  private <T> T argument(List<?> arguments, int index, Class<T> type) {
    if (index >= arguments.size() || !type.isInstance(arguments.get(index))) {
      throw unexpected("a value that is no " + type.getSimpleName());
    }
    return type.cast(arguments.get(index));
  }

  private ModelFolderException unexpected(String seen) {
    return new ModelFolderException(
        String.format(
            Locale.ROOT,
            "%s holds %s, which torch.save does not write for a checkpoint; take the"
                + " model's safetensors",
            file,
            seen));
  }
}
