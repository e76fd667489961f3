package org.mkailin.runners.dataflow;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The GPUs that Dataflow knows, and the machines that carry them. */
enum Gpu {
  L4("nvidia-l4", "g2-standard-*"),
  A100("nvidia-tesla-a100", "a2-highgpu-* or a2-megagpu-*"),
  A100_80GB("nvidia-a100-80gb", "a2-ultragpu-*"),
  H100("nvidia-h100-80gb", "a3-highgpu-* or a3-edgegpu-*"),
  H100_MEGA("nvidia-h100-mega-80gb", "a3-megagpu-*"),
  T4("nvidia-tesla-t4", "n1-*"),
  P4("nvidia-tesla-p4", "n1-*"),
  V100("nvidia-tesla-v100", "n1-*"),
  P100("nvidia-tesla-p100", "n1-*");

  /** Which number of GPUs a machine of the G2 family has, by its vCPUs. */
  private static final Map<Integer, Integer> OF_G2 =
      Map.of(4, 1, 8, 1, 12, 1, 16, 1, 32, 1, 24, 2, 48, 4, 96, 8);

  private static final Pattern G2 = Pattern.compile("g2-standard-(\\d+)");
  private static final Pattern COUNTED = Pattern.compile("a[23]-[a-z]+-(\\d+)g");

  private final String type;
  private final String machines;

  Gpu(String type, String machines) {
    this.type = type;
    this.machines = machines;
  }

  /** Its name in {@code worker_accelerator}. */
  String type() {
    return type;
  }

  static Optional<Gpu> of(String type) {
    return Arrays.stream(values()).filter(gpu -> gpu.type.equals(type)).findFirst();
  }

  static List<String> types() {
    return Arrays.stream(values()).map(Gpu::type).toList();
  }

  /** Whether machines of this type can have it. */
  boolean fits(String machineType) {
    return Arrays.stream(machines.split(" or ", -1))
        .anyMatch(machines -> machineType.startsWith(machines.replace("*", "")));
  }

  /** Its machines in words, such as «g2-standard-*». */
  String machines() {
    return machines;
  }

  /** How many GPUs a machine of this type has, where the type says it. */
  static OptionalInt countOn(String machineType) {
    Matcher counted = COUNTED.matcher(machineType);
    if (counted.matches()) {
      return OptionalInt.of(Integer.parseInt(counted.group(1)));
    }
    Matcher g2 = G2.matcher(machineType);
    Integer count = g2.matches() ? OF_G2.get(Integer.valueOf(g2.group(1))) : null;
    return count == null ? OptionalInt.empty() : OptionalInt.of(count);
  }
}
