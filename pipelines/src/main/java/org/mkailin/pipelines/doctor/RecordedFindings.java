package org.mkailin.pipelines.doctor;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mkailin.plugin.Findings;

/** Findings on a worker, to be read where the doctor was called. */
public final class RecordedFindings implements Findings {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Finding> findings = new ArrayList<>();

  /** What one call of a method of {@link Findings} said. */
  private record Finding(
      @JsonProperty("kind") String kind,
      @JsonProperty("what") String what,
      @JsonProperty("seen") String seen,
      @JsonProperty("next-step") String nextStep) {

    void tell(Findings findings) {
      switch (kind) {
        case "good" -> findings.good(what, seen);
        case "note" -> findings.note(what, seen);
        default -> findings.problem(what, seen, nextStep);
      }
    }
  }

  @Override
  public synchronized void good(String what, String seen) {
    findings.add(new Finding("good", what, seen, ""));
  }

  @Override
  public synchronized void note(String what, String seen) {
    findings.add(new Finding("note", what, seen, ""));
  }

  @Override
  public synchronized void problem(String what, String seen, String nextStep) {
    findings.add(new Finding("problem", what, seen, nextStep));
  }

  /** All findings, as JSON. */
  synchronized String toJson() throws IOException {
    return JSON.writeValueAsString(findings);
  }

  /** Tells {@code findings} what {@link #toJson} gave. */
  public static void tell(String json, Findings findings) throws IOException {
    for (Finding finding : JSON.readValue(json, Finding[].class)) {
      finding.tell(findings);
    }
  }
}
