package org.mkailin.runners.dataflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mkailin.config.Suggestion;

/**
 * The value of the service option {@code worker_accelerator}, such as {@code
 * type:nvidia-l4;count:1;install-nvidia-driver:5xx}.
 *
 * @param settings its parts by name, in their order; those without a value have an empty one
 */
record Accelerator(Map<String, String> settings) {
  static final String OPTION = "worker_accelerator";

  private static final String DRIVER = "install-nvidia-driver";
  private static final Set<String> NAMES = Set.of("type", "count", DRIVER, "use_nvidia_mps");

  static Accelerator parse(String value) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String part : value.split(";", -1)) {
      String[] setting = part.strip().split(":", 2);
      settings.put(setting[0], setting.length == 1 ? "" : setting[1]);
    }
    return new Accelerator(settings);
  }

  /** The GPU, if it is a known one. */
  Optional<Gpu> gpu() {
    return Gpu.of(settings.getOrDefault("type", ""));
  }

  /** In words, for the doctor. */
  String inWords() {
    return "%s x %s, driver %s"
        .formatted(
            settings.getOrDefault("count", "?"),
            settings.getOrDefault("type", "?"),
            !settings.containsKey(DRIVER)
                ? "not installed"
                : settings.get(DRIVER).isEmpty() ? "of Dataflow's choice" : settings.get(DRIVER));
  }

  /**
   * What is wrong with it.
   *
   * @param machineType of the workers, if one is chosen
   */
  List<String> problems(@Nullable String machineType) {
    List<String> problems = new ArrayList<>();
    settings.forEach(
        (name, value) -> {
          if (!NAMES.contains(name)) {
            problems.add(
                "has '%s', but is written type:TYPE;count:N;install-nvidia-driver%s"
                    .formatted(name, Suggestion.among(NAMES, name)));
          }
        });
    String type = settings.getOrDefault("type", "");
    if (type.isEmpty()) {
      problems.add("names no GPU; begin it with type:TYPE, such as type:" + Gpu.L4.type());
    } else if (gpu().isEmpty()) {
      problems.add("has type '%s'%s".formatted(type, Suggestion.among(Gpu.types(), type)));
    }
    String count = settings.getOrDefault("count", "");
    if (!count.matches("[1-9]\\d?")) {
      problems.add("has count '%s', but must say count:N with N at least 1".formatted(count));
    }
    if (!settings.containsKey(DRIVER)) {
      problems.add(
          "installs no driver, and the workers' virtual machines have none; add ;"
              + DRIVER
              + " (or ;"
              + DRIVER
              + ":5xx)");
    }
    gpu().ifPresent(gpu -> checkMachine(gpu, count, machineType, problems));
    return problems.stream().map(problem -> OPTION + " " + problem).toList();
  }

  private static void checkMachine(
      Gpu gpu, String count, @Nullable String machineType, List<String> problems) {
    if (machineType == null) {
      problems.add(
          "asks for %s, but the machine type is left open; pass --workerMachineType=%s"
              .formatted(gpu.type(), gpu.machines()));
    } else if (!gpu.fits(machineType)) {
      problems.add(
          "asks for %s, which %s can't have; pass --workerMachineType=%s"
              .formatted(gpu.type(), machineType, gpu.machines()));
    } else {
      Gpu.countOn(machineType)
          .ifPresent(
              has -> {
                if (!count.equals(String.valueOf(has))) {
                  problems.add(
                      "has count %s, but a %s has %d of them; write count:%d, or choose another machine"
                          .formatted(count, machineType, has, has));
                }
              });
    }
  }
}
