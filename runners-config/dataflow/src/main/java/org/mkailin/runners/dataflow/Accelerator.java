package org.mkailin.runners.dataflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mkailin.config.Suggestion;

/**
 * A GPU as Dataflow is asked for it, such as {@code
 * type:nvidia-l4;count:1;install-nvidia-driver:5xx}: for all workers by the service option {@code
 * worker_accelerator}, or for a step by its resource hint.
 *
 * @param settings its parts by name, in their order; those without a value have an empty one
 */
record Accelerator(Map<String, String> settings) {
  /** The service option's name. */
  static final String OPTION = "worker_accelerator";

  private static final String DRIVER = "install-nvidia-driver";
  private static final String MACHINE = "machine_type";
  private static final Set<String> NAMES = Set.of("type", "count", DRIVER, "use_nvidia_mps");
  private static final Set<String> NAMES_IN_HINT =
      Set.of("type", "count", DRIVER, "use_nvidia_mps", MACHINE);

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
    return String.format(
        Locale.ROOT,
        "%s x %s, driver %s",
        settings.getOrDefault("count", "?"),
        settings.getOrDefault("type", "?"),
        !settings.containsKey(DRIVER)
            ? "not installed"
            : settings.get(DRIVER).isEmpty() ? "of Dataflow's choice" : settings.get(DRIVER));
  }

  /**
   * What is wrong with it as a service option, for all workers.
   *
   * @param machineType of the workers, if one is chosen
   */
  List<String> problems(@Nullable String machineType) {
    List<String> problems = problemsOfSettings(NAMES);
    gpu()
        .ifPresent(
            gpu -> {
              if (machineType == null) {
                problems.add(
                    String.format(
                        Locale.ROOT,
                        "asks for %s, but the machine type is left open; pass --workerMachineType with one of %s",
                        gpu.type(),
                        gpu.machines()));
              } else {
                checkMachine(gpu, machineType, problems);
              }
            });
    return problems;
  }

  /**
   * What is wrong with it as the resource hint of a step, which may name its own machine, or leave
   * it to the service.
   *
   * @param machineType of the other workers, if one is chosen
   */
  List<String> problemsAsHint(@Nullable String machineType) {
    List<String> problems = problemsOfSettings(NAMES_IN_HINT);
    String machine = settings.getOrDefault(MACHINE, machineType);
    if (machine != null) {
      gpu().ifPresent(gpu -> checkMachine(gpu, machine, problems));
    }
    return problems;
  }

  private List<String> problemsOfSettings(Set<String> names) {
    List<String> problems = new ArrayList<>();
    settings.forEach(
        (name, value) -> {
          if (!names.contains(name)) {
            problems.add(
                String.format(
                    Locale.ROOT,
                    "has '%s', but is written type:TYPE;count:N;install-nvidia-driver%s",
                    name,
                    Suggestion.among(names, name)));
          }
        });
    String type = settings.getOrDefault("type", "");
    if (type.isEmpty()) {
      problems.add("names no GPU; begin it with type:TYPE, such as type:" + Gpu.L4.type());
    } else if (gpu().isEmpty()) {
      problems.add(
          String.format(Locale.ROOT, "has type '%s'%s", type, Suggestion.among(Gpu.types(), type)));
    }
    if (!count().matches("[1-9]\\d?")) {
      problems.add(
          String.format(
              Locale.ROOT, "has count '%s', but must say count:N with N at least 1", count()));
    }
    if (!settings.containsKey(DRIVER)) {
      problems.add(
          String.format(
              Locale.ROOT,
              "installs no driver, and the workers' virtual machines have none; add ;%s (or ;%s:5xx)",
              DRIVER,
              DRIVER));
    }
    return problems;
  }

  private void checkMachine(Gpu gpu, String machineType, List<String> problems) {
    if (!gpu.fits(machineType)) {
      problems.add(
          String.format(
              Locale.ROOT,
              "asks for %s, which %s can't have; choose one of %s",
              gpu.type(),
              machineType,
              gpu.machines()));
      return;
    }
    Gpu.countOn(machineType)
        .ifPresent(
            has -> {
              if (!count().equals(String.valueOf(has))) {
                problems.add(
                    String.format(
                        Locale.ROOT,
                        "has count %s, but a %s has %d of them; write count:%d, or choose another machine",
                        count(),
                        machineType,
                        has,
                        has));
              }
            });
  }

  private String count() {
    return settings.getOrDefault("count", "");
  }
}
