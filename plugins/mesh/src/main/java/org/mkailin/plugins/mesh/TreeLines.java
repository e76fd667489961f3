package org.mkailin.plugins.mesh;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** NLM's {@code mtrees*.bin}: one «Name;TreeNumber» a line, a name once for each of its places. */
final class TreeLines {
  private TreeLines() {}

  /** Reads every descriptor, in the order in which names first occur. */
  static List<Descriptor> read(InputStream in, DataFile file) {
    Map<String, List<String>> placesByName = new LinkedHashMap<>();
    long number = 1;
    try {
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int semicolon = line.lastIndexOf(';');
        if (semicolon > 0 && Descriptor.isTreeNumber(line.substring(semicolon + 1).strip())) {
          placesByName
              .computeIfAbsent(line.substring(0, semicolon).strip(), name -> new ArrayList<>())
              .add(line.substring(semicolon + 1).strip());
        } else if (placesByName.isEmpty()) {
          throw file.wrongKind("the line " + DataFile.shown(line));
        } else if (!line.isBlank()) {
          throw file.atLine(
              number, "expected 'Name;TreeNumber', but found " + DataFile.shown(line), null);
        }
        number++;
      }
    } catch (IOException e) {
      throw file.damaged(number, e);
    }
    List<Descriptor> descriptors = new ArrayList<>();
    placesByName.forEach(
        (name, places) -> descriptors.add(new Descriptor("", name, places, List.of(name))));
    return descriptors;
  }
}
