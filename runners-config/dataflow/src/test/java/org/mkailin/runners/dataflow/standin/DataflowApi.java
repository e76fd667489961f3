package org.mkailin.runners.dataflow.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.beam.sdk.metrics.MetricResult;
import org.jspecify.annotations.Nullable;

/** The Dataflow service's API (v1b3): takes jobs, runs them one after the other, tells of them. */
final class DataflowApi implements AutoCloseable {
  /** Runs what a job describes, to its end. */
  interface Engine {
    /** The counters of the job, by the steps of its pipeline. */
    Iterable<MetricResult<Long>> run(JsonNode job) throws Exception;
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

  private Iterable<MetricResult<Long>> run(JsonNode job) throws Exception {
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
          new JobState(
              "2026-01-01_00_00_00-%d".formatted(jobs.size() + 1),
              request.after("projects"),
              request.after("locations"),
              Answer.JSON.readTree(request.body()));
      jobs.add(job);
      worker.execute(() -> job.run(this::run));
      return Answer.json(job.status());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    private volatile Iterable<MetricResult<Long>> counters = List.of();

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
      for (MetricResult<Long> counter : counters) {
        for (boolean attempted : new boolean[] {false, true}) {
          ObjectNode metric = all.addObject();
          ObjectNode name = metric.putObject("name");
          name.put("origin", "user").put("name", counter.getName().getName());
          ObjectNode context =
              name.putObject("context")
                  .put("step", counter.getKey().stepName())
                  .put("namespace", counter.getName().getNamespace());
          if (attempted) {
            context.put("tentative", "true");
          }
          metric.put("scalar", counter.getAttempted());
        }
      }
      return metrics;
    }
  }
}
