package org.mkailin.pipelines.runner;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.beam.sdk.options.PipelineOptions;

/** The {@link SupportedRunner}s on the class path. */
public final class Runners {
  private Runners() {}

  /** What is known of the runner that these options name, if anything is. */
  public static Optional<SupportedRunner> of(PipelineOptions options) {
    String name = options.getRunner().getSimpleName();
    return all().stream().filter(runner -> runner.name().equals(name)).findFirst();
  }

  /** Every one, by name. */
  public static List<SupportedRunner> all() {
    return ServiceLoader.load(SupportedRunner.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(SupportedRunner::name))
        .toList();
  }
}
