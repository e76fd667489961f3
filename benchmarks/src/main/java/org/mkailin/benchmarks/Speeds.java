package org.mkailin.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures all tasks on both sides, in turns. */
final class Speeds {
  private final Models.Size size;
  private final List<Task> tasks;
  private final List<String> ourProgram;
  private final Optional<List<String>> theirProgram;
  private final int rounds;
  private final double seconds;
  private final int newTokens;
  private final List<String> about = new ArrayList<>();

  /**
   * What to measure.
   *
   * @param seconds that each side computes for in a round, at least
   */
  Speeds(
      Models.Size size,
      List<Task> tasks,
      List<String> ourProgram,
      Optional<List<String>> theirProgram,
      int rounds,
      double seconds,
      int newTokens) {
    this.size = size;
    this.tasks = List.copyOf(tasks);
    this.ourProgram = ourProgram;
    this.theirProgram = theirProgram;
    this.rounds = rounds;
    this.seconds = seconds;
    this.newTokens = newTokens;
  }

  /** Both sides' names and versions, once something was measured. */
  List<String> about() {
    return about;
  }

  /** The lines for one number format and number of threads. */
  List<Line> measure(Peer.Settings settings) throws IOException {
    try (Peer ours = Peer.start(ourProgram, settings)) {
      if (theirProgram.isEmpty()) {
        return measure(settings, ours, Optional.empty());
      }
      try (Peer theirs = Peer.start(theirProgram.get(), settings)) {
        return measure(settings, ours, Optional.of(theirs));
      }
    }
  }

  private List<Line> measure(Peer.Settings settings, Peer ours, Optional<Peer> theirs) {
    if (about.isEmpty()) {
      about.add(ours.about());
      theirs.ifPresent(peer -> about.add(peer.about()));
    }
    List<Line> lines = new ArrayList<>();
    for (Task task : tasks) {
      List<Line> ofTask =
          kinds(task).stream()
              .map(kind -> new Line(kind, task, settings.precision(), settings.threads()))
              .toList();
      // To warm up: once, not counted.
      run(task, ours, 0);
      theirs.ifPresent(peer -> run(task, peer, 0));
      for (int round = 0; round < rounds; round++) {
        addRound(task, ofTask, ours, theirs, round);
      }
      lines.addAll(ofTask);
    }
    return lines;
  }

  private static List<Task.Kind> kinds(Task task) {
    return task.kind() == Task.Kind.ENCODE
        ? List.of(Task.Kind.ENCODE)
        : List.of(Task.Kind.DECODE, Task.Kind.DECODE_WITH_PROMPT);
  }

  /** Who goes first changes from round to round. */
  private void addRound(Task task, List<Line> lines, Peer ours, Optional<Peer> theirs, int round) {
    boolean weGoFirst = round % 2 == 0;
    Optional<Task.Outcome> before =
        weGoFirst ? Optional.empty() : theirs.map(peer -> run(task, peer, seconds));
    Task.Outcome our = run(task, ours, seconds);
    Optional<Task.Outcome> their =
        before.isPresent() ? before : theirs.map(peer -> run(task, peer, seconds));
    lines.forEach(line -> line.add(our, their));
  }

  private Task.Outcome run(Task task, Peer peer, double atLeast) {
    int vocabulary =
        task.kind() == Task.Kind.ENCODE
            ? size.encoder().vocabularySize()
            : size.decoder().vocabularySize();
    return task.run(peer, vocabulary, newTokens, atLeast);
  }
}
