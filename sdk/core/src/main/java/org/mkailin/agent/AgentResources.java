package org.mkailin.agent;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.mkailin.config.Setting;

/**
 * What the machine of an agent should have, for runners that can choose machines stage by stage;
 * others pass over it.
 *
 * <p>It changes where an agent runs, and never what it says.
 *
 * @param accelerator as Beam's resource hint has it, such as {@code type:nvidia-l4;count:1}; empty
 *     where none is asked for
 * @param minRam memory in the units of Beam's hint, such as «24GB» or «16GiB»; empty where any will
 *     do
 * @param cpus number of cores, or 0 where any will do
 */
public record AgentResources(
    @Setting(value = "accelerator, as type:NAME;count:N", byDefault = "") String accelerator,
    @Setting(value = "least memory, such as 24GB", byDefault = "") String minRam,
    @Setting(value = "number of cores", byDefault = "0") int cpus)
    implements Serializable {

  /** Nothing asked for. */
  public static final AgentResources ANY = new AgentResources("", "", 0);

  private static final Pattern ACCELERATOR =
      Pattern.compile("type:[^;\\s]+;count:[1-9]\\d*(;[^;\\s]+)*");
  private static final Pattern MEMORY =
      Pattern.compile("(?=.*[1-9])\\d+(\\.\\d+)? ?(B|[KMGTP]i?B)");

  public AgentResources {
    List<String> problems = new ArrayList<>();
    if (!accelerator.isEmpty() && !ACCELERATOR.matcher(accelerator).matches()) {
      problems.add(
          "accelerator is '"
              + accelerator
              + "', but expected such as 'type:nvidia-l4;count:1;install-nvidia-driver'");
    }
    if (!minRam.isEmpty() && !MEMORY.matcher(minRam).matches()) {
      problems.add("min-ram is '" + minRam + "', but expected such as 24GB or 16GiB");
    }
    if (cpus < 0) {
      problems.add("cpus is " + cpus + ", but expected at least 1");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }
}
