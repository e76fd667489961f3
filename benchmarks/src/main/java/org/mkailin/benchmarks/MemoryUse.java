package org.mkailin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mkailin.plugins.tensorflow.folder.Checkpoint;
import org.mkailin.plugins.tensorflow.folder.Realignment;
import org.mkailin.plugins.tensorflow.runtime.Precision;

/** Resident memory of a fresh process with one model, after it computed, beside its weights. */
final class MemoryUse {
  private static final int NEW_TOKENS = 4;
  private static final double MEGABYTE = 1e6;

  private final List<String> ourProgram;
  private final Optional<List<String>> theirProgram;
  private final int tokens;
  private final MarkdownTable table =
      new MarkdownTable(
          "process",
          "model",
          "tensors",
          "weights MB",
          "resident MB",
          "over the weights",
          "its own",
          "of files",
          "peak");

  MemoryUse(List<String> ourProgram, Optional<List<String>> theirProgram, int tokens) {
    this.ourProgram = ourProgram;
    this.theirProgram = theirProgram;
    this.tokens = tokens;
  }

  /** Measures an encoder and a decoder as they are, and as aligned copies. */
  MarkdownTable measure(Models.Size size, Path encoder, Path decoder) throws IOException {
    add("mkailin", ourProgram, Optional.empty(), size, false);
    for (Path folder : List.of(encoder, decoder)) {
      boolean isEncoder = folder.equals(encoder);
      add("mkailin", ourProgram, Optional.of(folder), size, isEncoder);
      add("mkailin", ourProgram, Optional.of(aligned(folder)), size, isEncoder);
    }
    if (theirProgram.isPresent()) {
      add("transformers", theirProgram.get(), Optional.empty(), size, false);
      add("transformers", theirProgram.get(), Optional.of(encoder), size, true);
      add("transformers", theirProgram.get(), Optional.of(decoder), size, false);
    }
    return table;
  }

  private static Path aligned(Path folder) throws IOException {
    Path copy = folder.resolveSibling(folder.getFileName() + "-aligned");
    if (!Files.isDirectory(copy)) {
      Realignment.realign(folder, copy);
    }
    return copy;
  }

  private void add(
      String process,
      List<String> program,
      Optional<Path> folder,
      Models.Size size,
      boolean isEncoder)
      throws IOException {
    Optional<String> model = folder.map(Path::toString);
    Peer.Settings settings =
        new Peer.Settings(
            1, Precision.FLOAT32, model.filter(m -> isEncoder), model.filter(m -> !isEncoder));
    try (Peer peer = Peer.start(program, settings)) {
      peer.about();
      if (folder.isPresent()) {
        Task task = new Task(isEncoder ? Task.Kind.ENCODE : Task.Kind.DECODE, tokens, 1);
        int vocabulary = (isEncoder ? size.encoder() : size.decoder()).vocabularySize();
        task.run(peer, vocabulary, NEW_TOKENS, 0);
      }
      JsonNode memory = peer.ask(Map.of("do", "memory"));
      table.add(cells(process, folder, isEncoder, memory));
    }
  }

  private static List<String> cells(
      String process, Optional<Path> folder, boolean isEncoder, JsonNode memory)
      throws IOException {
    double weights = 0;
    String tensors = "–";
    if (folder.isPresent()) {
      Checkpoint checkpoint = Checkpoint.open(folder.get());
      weights = checkpoint.bytes();
      tensors = Realignment.isAligned(checkpoint) ? "aligned" : "as fetched";
    }
    double resident = memory.path("VmRSS").asDouble();
    return Stream.concat(
            Stream.of(
                process, folder.isEmpty() ? "none" : isEncoder ? "encoder" : "decoder", tensors),
            Stream.of(
                    weights,
                    resident,
                    resident - weights,
                    memory.path("RssAnon").asDouble(),
                    memory.path("RssFile").asDouble(),
                    memory.path("VmHWM").asDouble())
                .map(bytes -> String.format(Locale.ROOT, "%.0f", bytes / MEGABYTE)))
        .toList();
  }
}
