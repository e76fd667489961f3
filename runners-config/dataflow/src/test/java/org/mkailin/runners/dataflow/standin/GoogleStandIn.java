package org.mkailin.runners.dataflow.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.runners.dataflow.DataflowClient;
import org.apache.beam.runners.dataflow.DataflowPipelineJob;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;

/**
 * Cloud Storage and Dataflow on a loopback address. A job that is submitted here runs: what it
 * writes is in the buckets when it is done.
 */
public final class GoogleStandIn implements AutoCloseable {
  public static final String BUCKET = "lab";

  private final Buckets buckets;
  private final DataflowApi dataflow;
  private final LoopbackServer server;

  /** A stand-in with one empty bucket, {@value #BUCKET}, whose objects are files of a folder. */
  public GoogleStandIn(Path folder) {
    buckets = new Buckets(folder);
    buckets.create(BUCKET);
    dataflow = new DataflowApi(new PortableReplay(buckets));
    StorageApi storage = new StorageApi(buckets);
    server =
        new LoopbackServer(
            request ->
                request.isBelow("v1b3") ? dataflow.answer(request) : storage.answer(request));
  }

  /** The options that lead Beam here, without credentials. */
  public List<String> options() {
    return options("gs://" + BUCKET + "/temp");
  }

  /** The same, with another folder for temporary files. */
  public List<String> options(String temporary) {
    return List.of(
        "--runner=DataflowRunner",
        "--project=lab-project",
        "--region=us-central1",
        "--gcpTempLocation=" + temporary,
        "--dataflowEndpoint=" + server.url() + "/",
        "--gcsEndpoint=" + server.url() + "/storage/v1/",
        "--credentialFactoryClass=" + NoopCredentialFactory.class.getName());
  }

  public Buckets buckets() {
    return buckets;
  }

  /** The jobs as they were submitted. */
  public List<JsonNode> jobs() {
    return dataflow.descriptions();
  }

  /** The pipeline that a job has staged. */
  public RunnerApi.Pipeline staged(JsonNode job) throws IOException {
    return PortableReplay.staged(job, buckets);
  }

  /** A job as Beam's client sees it, which asks here for all that it tells. */
  public PipelineResult result(JsonNode job) throws IOException {
    DataflowPipelineOptions options = PortableReplay.options(job).as(DataflowPipelineOptions.class);
    return new DataflowPipelineJob(
        DataflowClient.create(options),
        DataflowApi.id(jobs().indexOf(job)),
        options,
        Map.of(),
        staged(job));
  }

  /** Runs a job from its template to the end, as someone would launch it long after. */
  public void launch(JsonNode template) throws Exception {
    dataflow.launch(template);
  }

  /** Refuses jobs from now on, as a service does that lacks a permission. */
  public void refuseJobs(int status, String message) {
    dataflow.refuse(status, message);
  }

  /** Takes jobs from now on, but fails them without running them. */
  public void failJobs(String message) {
    dataflow.fail(message);
  }

  @Override
  public void close() {
    server.close();
    dataflow.close();
  }
}
