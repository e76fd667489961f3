package org.mkailin.pipelines.doctor;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.mkailin.config.ConfigurationException;
import org.mkailin.pipelines.place.FolderFiles;
import org.mkailin.pipelines.place.InputFiles;
import org.mkailin.pipelines.place.Locations;
import org.mkailin.plugin.Findings;

/** Looks whether files can be read and folders written from here, for {@code mkailin doctor}. */
public final class PlacesTrial {
  private final Findings findings;

  public PlacesTrial(Findings findings) {
    this.findings = findings;
  }

  /** Looks for files, by patterns. */
  public void read(String what, List<String> patterns) {
    if (patterns.isEmpty()) {
      return;
    }
    try {
      InputFiles files = InputFiles.match(patterns);
      findings.good(
          what,
          String.format(
              Locale.ROOT, "%,d files, %,.1f MiB", files.files().size(), files.bytes() / 0x1p20));
    } catch (ConfigurationException e) {
      e.problems().forEach(problem -> findings.problem(what, problem, ""));
    }
  }

  /** Looks for a file that a run would otherwise make. */
  public void readOrMake(String what, Optional<String> file) {
    if (file.isEmpty()) {
      return;
    }
    try {
      if (Locations.exists(file.get())) {
        findings.good(what, Locations.absolute(file.get()));
      } else {
        findings.note(what, Locations.absolute(file.get()) + " is not there yet: a run makes it");
      }
    } catch (IOException | RuntimeException e) {
      findings.problem(
          what,
          String.format(Locale.ROOT, "%s can't be looked up: %s", file.get(), e.getMessage()),
          "");
    }
  }

  /** Writes a small file to a folder, reads it and deletes it. */
  public void write(String what, Optional<String> folder) {
    if (folder.isEmpty()) {
      return;
    }
    try {
      FolderFiles place = FolderFiles.at(folder.get());
      boolean existed = place.exists();
      FolderFiles probe = place.below(".mkailin-doctor-" + UUID.randomUUID());
      probe.write("probe", "seen");
      String seen = probe.read("probe");
      probe.deleteAll();
      if (!existed) {
        place.deleteIfEmpty();
      }
      if (seen.equals("seen")) {
        findings.good(what, place.path() + " can be written and read");
      } else {
        findings.problem(what, place.path() + " gives back other bytes than were written", "");
      }
    } catch (IOException | RuntimeException e) {
      findings.problem(
          what,
          String.format(Locale.ROOT, "%s can't be used: %s", folder.get(), e.getMessage()),
          "check its name and your rights");
    }
  }
}
