package org.mkailin.pipelines.agents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mkailin.pipelines.place.Locations;
import org.mkailin.pipelines.place.WorkerPlaces;

/**
 * What the variables of an agents file stand for: {@code ${mesh}}, {@code ${index}}, {@code
 * ${statistics}} and {@code ${benchmark-pmids}}, each of which the command line option of that name
 * gives.
 *
 * <p>This is the one place that knows them; a command takes them from here and may fill in what was
 * not given.
 */
public final class Variables {
  /** NLM's descriptor file. */
  public static final String MESH = "mesh";

  /** The passage index. */
  public static final String INDEX = "index";

  /** The corpus's statistics, which an agent gathers in a pass of its own. */
  public static final String STATISTICS = "statistics";

  /** PMIDs that must not become sources or contexts. */
  public static final String BENCHMARK_PMIDS = "benchmark-pmids";

  /** All of them. */
  public static final List<String> NAMES = List.of(MESH, INDEX, STATISTICS, BENCHMARK_PMIDS);

  private final Map<String, Optional<String>> values;

  private Variables(Map<String, Optional<String>> values) {
    this.values = values;
  }

  /** What the command line gives; local names are made absolute. */
  public static Variables of(
      Optional<String> mesh,
      Optional<String> index,
      Optional<String> statistics,
      Optional<String> benchmarkPmids) {
    Map<String, Optional<String>> values = new LinkedHashMap<>();
    values.put(MESH, mesh.map(Locations::absolute));
    values.put(INDEX, index.map(Locations::absolute));
    values.put(STATISTICS, statistics.map(Locations::absolute));
    values.put(BENCHMARK_PMIDS, benchmarkPmids.map(Locations::absolute));
    return new Variables(values);
  }

  /** The same, with {@code value} where this variable was not given. */
  public Variables orElse(String name, String value) {
    Map<String, Optional<String>> filled = new LinkedHashMap<>(values);
    filled.computeIfPresent(name, (n, given) -> given.or(() -> Optional.of(value)));
    return new Variables(filled);
  }

  /** The value of a variable, if it has one. */
  public Optional<String> get(String name) {
    return values.getOrDefault(name, Optional.empty());
  }

  /** Whether any has a value. */
  public boolean areGiven() {
    return values.values().stream().anyMatch(Optional::isPresent);
  }

  /** Every variable by name, in the order above. */
  public Map<String, Optional<String>> byName() {
    return values;
  }

  /** The same, for workers to see. */
  public WorkerPlaces addTo(WorkerPlaces places) {
    values.forEach((name, value) -> places.with("--" + name, value.stream().toList()));
    return places;
  }

  /**
   * An option that no agent refers to would do nothing, and its user would not know.
   *
   * @param names the variables that only agents use
   * @return one sentence for each that is given for nothing
   */
  public List<String> unusedBy(Agents agents, List<String> names) {
    List<String> problems = new ArrayList<>();
    for (String name : names) {
      if (get(name).isPresent() && !agents.referTo(name)) {
        problems.add(
            String.format(
                Locale.ROOT,
                "--%s is given, but no agent of the configuration refers to ${%s}",
                name,
                name));
      }
    }
    return problems;
  }
}
