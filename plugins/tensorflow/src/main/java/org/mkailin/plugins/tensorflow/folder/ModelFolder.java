package org.mkailin.plugins.tensorflow.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A model as its publisher gives it: a folder of Hugging Face, perhaps with a LoRA adapter upon it.
 *
 * <p>Opening checks the configuration, all tensors' places and the adapter's shapes, but reads no
 * weights. Immutable, so any number of threads may use one.
 */
public final class ModelFolder {
  private final Path path;
  private final ModelConfig config;
  private final Checkpoint checkpoint;
  private final GenerationDefaults generationDefaults;
  private final Optional<LoraAdapter> adapter;

  private ModelFolder(Path path, Optional<LoraAdapter> adapter) throws IOException {
    this.path = path;
    this.config = ModelConfig.read(path);
    this.checkpoint = Checkpoint.open(path);
    this.generationDefaults = GenerationDefaults.read(path);
    this.adapter = adapter;
    adapter.ifPresent(lora -> lora.checkFits(checkpoint));
  }

  /**
   * Opens a model folder, or an adapter folder together with the base that it names.
   *
   * @param location a local path, or the URL of a folder on any Beam file system, which is fetched
   *     into a local cache once
   * @throws ModelFolderException if it is not such a folder, is damaged or not supported
   */
  public static ModelFolder open(String location) {
    try {
      Path folder = ModelLocation.localFolder(location);
      if (!LoraAdapter.isIn(folder)) {
        return new ModelFolder(folder, Optional.empty());
      }
      CheckpointFiles.refuseModelBesideAdapter(
          folder.toString(), name -> Files.isRegularFile(folder.resolve(name)));
      LoraAdapter adapter = LoraAdapter.open(folder);
      return new ModelFolder(ModelLocation.baseOf(adapter), Optional.of(adapter));
    } catch (IOException e) {
      throw new UncheckedIOException("model folder " + location + " can't be read", e);
    }
  }

  /**
   * The same model with an adapter upon it.
   *
   * @param adapterLocation a local path, or the URL of a folder on any Beam file system
   * @throws ModelFolderException if it does not fit this model, is damaged or not supported
   */
  public ModelFolder withAdapter(String adapterLocation) {
    if (adapter.isPresent()) {
      throw new ModelFolderException(
          String.format(
              Locale.ROOT,
              "%s already has the adapter %s, and only one is supported; set `model` to the base",
              path,
              adapter.get().folder()));
    }
    try {
      Path folder = ModelLocation.localFolder(adapterLocation);
      return new ModelFolder(path, Optional.of(LoraAdapter.open(folder)));
    } catch (IOException e) {
      throw new UncheckedIOException("adapter folder " + adapterLocation + " can't be read", e);
    }
  }

  /**
   * The same model with weights that TensorFlow can map rather than read: itself where they are
   * aligned, else a copy in the local cache, which is made once.
   */
  public ModelFolder aligned() {
    if (Realignment.isAligned(checkpoint)) {
      return this;
    }
    try {
      // The base's own: adapters upon it share its copy.
      String base = new ModelFolder(path, Optional.empty()).identity();
      return new ModelFolder(ModelCache.configured().align(path, base), adapter);
    } catch (IOException e) {
      throw new UncheckedIOException("no aligned copy of " + path + " could be made", e);
    }
  }

  /** The local folder; that of the base where there is an adapter. */
  public Path path() {
    return path;
  }

  /** What the model is made of. */
  public ModelConfig config() {
    return config;
  }

  /** The model's weights; those of the base where there is an adapter. */
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  /** What is to be added to the weights. */
  public Optional<LoraAdapter> adapter() {
    return adapter;
  }

  /** How the publisher wants the model to generate. */
  public GenerationDefaults generationDefaults() {
    return generationDefaults;
  }

  /**
   * A short stable name for lineage: the folder's name and twelve hexadecimal digits.
   *
   * <p>The digits come of the configuration, the tensors' names, types, shapes and sizes, and the
   * first and last 4 KiB of each, so another checkpoint of the same shape has another identity,
   * while another file format of the same weights has the same.
   */
  public String identity() {
    try {
      return ModelIdentity.of(this);
    } catch (IOException e) {
      throw new UncheckedIOException("model folder " + path + " can't be read", e);
    }
  }

  /** A file of the folder, if it is there. */
  public Optional<Path> file(String name) {
    return Optional.of(path.resolve(name)).filter(Files::isRegularFile);
  }
}
