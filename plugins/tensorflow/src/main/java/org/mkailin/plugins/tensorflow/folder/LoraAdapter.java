package org.mkailin.plugins.tensorflow.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A LoRA adapter as PEFT writes it: y = Wx + scale · B(Ax) for the weights that it adapts.
 *
 * @param folder where it lies
 * @param scale what B·A is multiplied by: lora_alpha / r, or lora_alpha / √r with use_rslora
 * @param checkpoint its tensors, {@code base_model.model.<module>.lora_A.weight [r, in]} and {@code
 *     lora_B.weight [out, r]}
 * @param baseModel what it was trained on, as its configuration says; a path or a name
 */
public record LoraAdapter(
    Path folder, double scale, Checkpoint checkpoint, Optional<String> baseModel) {
  private static final String PREFIX = "base_model.model.";
  private static final String DOWN = ".lora_A.weight";
  private static final String UP = ".lora_B.weight";
  private static final String WEIGHT = ".weight";

  /**
   * Opens an adapter folder.
   *
   * @throws ModelFolderException if it is none, is damaged, or is of a kind that is not supported
   */
  public static LoraAdapter open(Path folder) throws IOException {
    LoraConfig config = LoraConfig.read(folder);
    Checkpoint checkpoint = Checkpoint.open(folder, CheckpointFiles.ADAPTER);
    LoraAdapter adapter = new LoraAdapter(folder, config.scale(), checkpoint, config.baseModel());
    adapter.checkTensors(config.rank());
    return adapter;
  }

  /** Whether a folder holds an adapter rather than a model. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(LoraConfig.FILE));
  }

  /**
   * Whether a weight is adapted.
   *
   * @param weightName as in the base checkpoint, e.g. {@code
   *     model.layers.0.self_attn.q_proj.weight}
   */
  public boolean adapts(String weightName) {
    return checkpoint.has(stored(weightName, DOWN));
  }

  /** A of a weight, [r, in]. */
  public StoredTensor down(String weightName) {
    return checkpoint.get(stored(weightName, DOWN));
  }

  /** B of a weight, [out, r]. */
  public StoredTensor up(String weightName) {
    return checkpoint.get(stored(weightName, UP));
  }

  /** The weights of the base that are adapted. */
  public Set<String> weights() {
    Set<String> weights = new LinkedHashSet<>();
    for (String name : checkpoint.names()) {
      if (name.endsWith(DOWN)) {
        weights.add(name.substring(PREFIX.length(), name.length() - DOWN.length()) + WEIGHT);
      }
    }
    return weights;
  }

  private static String stored(String weightName, String end) {
    String module =
        weightName.endsWith(WEIGHT)
            ? weightName.substring(0, weightName.length() - WEIGHT.length())
            : weightName;
    return PREFIX + module + end;
  }

  /** Every tensor is an A or a B, every A has its B, and both have the rank. */
  private void checkTensors(int rank) {
    for (StoredTensor tensor : checkpoint.tensors()) {
      String name = tensor.name();
      boolean down = name.endsWith(DOWN);
      if (!name.startsWith(PREFIX) || !(down || name.endsWith(UP))) {
        throw new ModelFolderException(
            String.format(
                Locale.ROOT,
                "adapter tensor '%s' in %s is not supported; supported: %s<module>%s and %s",
                name,
                tensor.file(),
                PREFIX,
                DOWN,
                UP));
      }
      checkpoint.get(down ? name.replace(DOWN, UP) : name.replace(UP, DOWN));
      if (tensor.shape().size() != 2 || tensor.shape().get(down ? 0 : 1) != rank) {
        throw new ModelFolderException(
            String.format(
                Locale.ROOT,
                "adapter tensor '%s' in %s has shape %s, but r is %d, so it must be %s",
                name,
                tensor.file(),
                tensor.shape(),
                rank,
                down
                    ? String.format(Locale.ROOT, "[%d, in]", rank)
                    : String.format(Locale.ROOT, "[out, %d]", rank)));
      }
    }
    if (checkpoint.names().isEmpty()) {
      throw new ModelFolderException("adapter " + folder + " has no tensors; fetch it again");
    }
  }

  /**
   * Checks that a base model has the weights that this adapts.
   *
   * @throws ModelFolderException that names the tensor that does not fit
   */
  void checkFits(Checkpoint base) {
    for (String weight : weights()) {
      StoredTensor down = down(weight);
      if (!base.has(weight)) {
        throw new ModelFolderException(
            String.format(
                Locale.ROOT,
                "adapter tensor '%s' in %s adapts '%s', which the base model does not"
                    + " have; is %s the base that it was trained on? It names '%s'",
                down.name(),
                down.file(),
                weight,
                base.folder(),
                baseModel.orElse("(none)")));
      }
      List<Long> shape = base.get(weight).shape();
      List<Long> adapted = List.of(up(weight).shape().get(0), down.shape().get(1));
      if (!shape.equals(adapted)) {
        throw new ModelFolderException(
            String.format(
                Locale.ROOT,
                "adapter tensor '%s' in %s adapts a weight of shape %s, but '%s' in %s"
                    + " has %s; is that the base that it was trained on? It names '%s'",
                down.name(),
                down.file(),
                adapted,
                weight,
                base.folder(),
                shape,
                baseModel.orElse("(none)")));
      }
    }
  }
}
