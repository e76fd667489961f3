package org.mkailin.runners.dataflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.mkailin.agent.AgentResources;

/**
 * What is wrong with the machines that agents ask for. Dataflow chooses workers step by step
 * («right fitting») as soon as one step has a resource hint.
 */
final class RightFitting {
  private final DataflowPipelineOptions job;
  private final List<String> problems = new ArrayList<>();

  private RightFitting(DataflowPipelineOptions job) {
    this.job = job;
  }

  /** One sentence for each. */
  static List<String> problems(DataflowPipelineOptions job, Map<String, AgentResources> asked) {
    RightFitting all = new RightFitting(job);
    if (!asked.isEmpty()) {
      all.checkJob(asked.keySet().iterator().next());
    }
    asked.forEach((agent, resources) -> all.checkAccelerator(agent, resources.accelerator()));
    return all.problems;
  }

  private void checkJob(String agent) {
    if (ServiceOptions.value(ServiceOptions.of(job), Accelerator.OPTION).isPresent()) {
      problems.add(
          String.format(
              Locale.ROOT,
              "agent '%s' has resources, but --dataflowServiceOptions has %s, and Dataflow takes one or the other; leave one out",
              agent,
              Accelerator.OPTION));
    }
    if (job.getFlexRSGoal() != DataflowPipelineOptions.FlexResourceSchedulingGoal.UNSPECIFIED) {
      problems.add(
          String.format(
              Locale.ROOT,
              "agent '%s' has resources, but --flexRSGoal is %s, and FlexRS does not choose workers step by step; leave one out",
              agent,
              job.getFlexRSGoal()));
    }
  }

  private void checkAccelerator(String agent, String accelerator) {
    if (accelerator.isEmpty()) {
      return;
    }
    String where = String.format(Locale.ROOT, "agent '%s': resources.accelerator ", agent);
    Accelerator.parse(accelerator)
        .problemsAsHint(job.getWorkerMachineType())
        .forEach(problem -> problems.add(where + problem));
    if (WorkerImage.lacksCuda(job.getSdkContainerImage())) {
      problems.add(
          String.format(Locale.ROOT, "%sis %s, %s", where, accelerator, WorkerImage.NO_CUDA));
    }
  }
}
