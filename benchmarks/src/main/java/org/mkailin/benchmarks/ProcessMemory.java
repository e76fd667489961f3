package org.mkailin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux says of this process's memory. */
final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final List<String> ASKED = List.of("VmRSS", "VmHWM", "RssAnon", "RssFile");
  private static final Pattern LINE = Pattern.compile("(\\w+):\\s+(\\d+) kB");
  private static final int KILOBYTE = 1024;

  private ProcessMemory() {}

  /** Resident bytes: now, at most until now, of the process's own, and of files. */
  static Map<String, Long> now() throws IOException {
    Map<String, Long> bytes = new LinkedHashMap<>();
    if (Files.isReadable(STATUS)) {
      for (String line : Files.readAllLines(STATUS)) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches() && ASKED.contains(matcher.group(1))) {
          bytes.put(matcher.group(1), Long.parseLong(matcher.group(2)) * KILOBYTE);
        }
      }
    }
    return bytes;
  }
}
