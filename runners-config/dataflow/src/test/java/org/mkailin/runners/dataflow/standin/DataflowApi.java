package org.mkailin.runners.dataflow.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The Dataflow service's API (v1b3): takes jobs, runs them one after the other, tells of them. */
final class DataflowApi implements AutoCloseable {
  /**
   * A counter of one step.
   *
   * @param step the ID of the step's transform in the staged pipeline, by which Runner v2 names it
   * @param namespace the counter's namespace
   * @param name the counter's name
   * @param count its value
   */
  record StepCounter(String step, String namespace, String name, long count) {}

  /** Runs what a job describes, to its end. */
  interface Engine {
    /** What the job's steps counted. */
    List<StepCounter> run(JsonNode job) throws Exception;
  }

  private final Engine engine;
  private final ExecutorService worker = Executors.newSingleThreadExecutor();
  private final List<JobState> jobs = new CopyOnWriteArrayList<>();
  private volatile @Nullable Answer refusal;
  private volatile @Nullable String failure;

  DataflowApi(Engine engine) {
    this.engine = engine;
  }

  /** Refuses jobs from now on. */
  void refuse(int status, String message) {
    refusal = Answer.error(status, message);
  }

  /** Fails jobs from now on, without running them. */
  void fail(String message) {
    failure = message;
  }

  private List<StepCounter> run(JsonNode job) throws Exception {
    String message = failure;
    if (message != null) {
      throw new IllegalStateException(message);
    }
    return engine.run(job);
  }

  /** What was submitted, in its order. */
  List<JsonNode> descriptions() {
    return jobs.stream().map(job -> job.description).toList();
  }

  Answer answer(Request request) {
    String id = request.after("jobs");
    Answer refused = refusal;
    if (refused != null) {
      return refused;
    }
    if (id.isEmpty()) {
      return request.method().equals("POST") ? create(request) : Answer.json(listed());
    }
    JobState job = jobs.stream().filter(j -> j.id.equals(id)).findFirst().orElse(null);
    if (job == null) {
      return Answer.error(404, "no job " + id);
    }
    return switch (request.path().get(request.path().size() - 1)) {
      case "messages" -> Answer.json(job.messages());
      case "metrics" -> Answer.json(job.metrics());
      default -> Answer.json(job.status());
    };
  }

  private Answer create(Request request) {
    try {
      JobState job =
          add(
              request.after("projects"),
              request.after("locations"),
              Answer.JSON.readTree(request.body()));
      worker.execute(() -> job.run(this::run));
      return Answer.json(job.status());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a job that nobody waits for, and waits for it. */
  void launch(JsonNode description) throws Exception {
    JobState job = add("", "", description);
    worker.submit(() -> job.run(this::run)).get();
  }

  private JobState add(String project, String region, JsonNode description) {
    JobState job = new JobState(id(jobs.size()), project, region, description);
    jobs.add(job);
    return job;
  }

  /** The ID of the job that was submitted after so many others. */
  static String id(int before) {
    return String.format(Locale.ROOT, "2026-01-01_00_00_00-%d", before + 1);
  }

  private ObjectNode listed() {
    ObjectNode list = Answer.JSON.createObjectNode();
    ArrayNode all = list.putArray("jobs");
    jobs.forEach(job -> all.add(job.status()));
    return list;
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }

  /** One job. */
  private static final class JobState {
    private final String id;
    private final String project;
    private final String region;
    private final JsonNode description;
    private volatile String state = "JOB_STATE_PENDING";
    private volatile String error = "";
    private volatile List<StepCounter> counters = List.of();

    JobState(String id, String project, String region, JsonNode description) {
      this.id = id;
      this.project = project;
      this.region = region;
      this.description = description;
    }

    void run(Engine engine) {
      state = "JOB_STATE_RUNNING";
      try {
        counters = engine.run(description);
        state = "JOB_STATE_DONE";
      } catch (Exception e) {
        error = innermost(e);
        state = "JOB_STATE_FAILED";
      }
    }

    private static String innermost(Throwable failure) {
      Throwable at = failure;
      while (at.getCause() != null) {
        at = at.getCause();
      }
      return at.toString();
    }

    ObjectNode status() {
      return Answer.JSON
          .createObjectNode()
          .put("id", id)
          .put("projectId", project)
          .put("location", region)
          .put("name", description.path("name").asText())
          .put("clientRequestId", description.path("clientRequestId").asText())
          .put("currentState", state);
    }

    ObjectNode messages() {
      ObjectNode messages = Answer.JSON.createObjectNode();
      if (!error.isEmpty()) {
        messages
            .putArray("jobMessages")
            .addObject()
            .put("id", "1")
            .put("time", "2026-01-01T00:00:01.000Z")
            .put("messageImportance", "JOB_MESSAGE_ERROR")
            .put("messageText", "Workflow failed. Causes: " + error + "\n\tat a.b.C(D.java:1)");
      }
      return messages;
    }

    /** Each counter twice: as it is settled, and as it was attempted. */
    ObjectNode metrics() {
      ObjectNode metrics =
          Answer.JSON.createObjectNode().put("metricTime", "2026-01-01T00:00:02.000Z");
      ArrayNode all = metrics.putArray("metrics");
      for (StepCounter counter : counters) {
        for (boolean attempted : new boolean[] {false, true}) {
          ObjectNode metric = all.addObject();
          ObjectNode name = metric.putObject("name");
          name.put("origin", "user").put("name", counter.name());
          ObjectNode context =
              name.putObject("context")
                  .put("step", counter.step())
                  .put("namespace", counter.namespace());
          if (attempted) {
            context.put("tentative", "true");
          }
          metric.put("scalar", counter.count());
        }
      }
      return metrics;
    }
  }
}
