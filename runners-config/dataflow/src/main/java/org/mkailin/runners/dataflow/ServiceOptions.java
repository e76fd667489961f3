package org.mkailin.runners.dataflow;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.mkailin.config.Suggestion;

/**
 * Dataflow's service options, which the service takes as free text: a mistyped one would do
 * nothing, and be paid for.
 */
final class ServiceOptions {
  /** As documented under «Dataflow service options» and in the guides that it points to. */
  static final Set<String> DOCUMENTED =
      Set.of(
          "automatically_use_created_reservation",
          "block_project_ssh_keys",
          "enable_confidential_compute",
          "enable_dynamic_thread_scaling",
          "enable_google_cloud_heap_sampling",
          "enable_google_cloud_profiler",
          "enable_image_streaming",
          "enable_preflight_validation",
          "enable_prime",
          "enable_streaming_engine_resource_based_billing",
          "enable_vertical_memory_autoscaling",
          "graph_validate_only",
          "max_workflow_runtime_walltime_seconds",
          "min_num_workers",
          "parallel_replace_job_min_parallel_pipelines_duration",
          "parallel_replace_job_name_prefix",
          "sdf_checkpoint_after_duration",
          "sdf_checkpoint_after_output_bytes",
          "streaming_enable_pubsub_direct_output",
          "streaming_mode_at_least_once",
          "streaming_mode_exactly_once",
          "use_network_tags",
          "worker_accelerator",
          "worker_utilization_hint");

  private ServiceOptions() {}

  /** Those of a job. */
  static List<String> of(DataflowPipelineOptions job) {
    return Objects.requireNonNullElse(job.getDataflowServiceOptions(), List.of());
  }

  /** The name before the {@code =}. */
  static String name(String option) {
    return option.split("=", 2)[0].strip();
  }

  /** The value of the first option of this name. */
  static Optional<String> value(List<String> options, String name) {
    return options.stream()
        .filter(option -> name(option).equals(name) && option.contains("="))
        .map(option -> option.split("=", 2)[1].strip())
        .findFirst();
  }

  /**
   * What is wrong with an option's name, if it looks like a documented one; others are left to the
   * service, which learns new ones sooner than this list.
   */
  static Optional<String> problem(String option) {
    String name = name(option);
    if (DOCUMENTED.contains(name)) {
      return Optional.empty();
    }
    String suggestion = Suggestion.among(DOCUMENTED, name);
    return suggestion.contains("did you mean")
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "--dataflowServiceOptions has '%s', which is not documented%s",
                name,
                suggestion))
        : Optional.empty();
  }
}
