package org.mkailin.pipelines.place;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptions;
import org.mkailin.pipelines.runner.Runners;

/** Files and folders that workers read or write, by the options that name them. */
public final class WorkerPlaces {
  private final Map<String, List<String>> byOption = new TreeMap<>();

  /** Adds what an option names, if it is given. */
  public WorkerPlaces with(String option, Collection<String> places) {
    byOption.put(option, List.copyOf(places));
    return this;
  }

  /** Local paths among them, where the runner's workers can't see this machine's files. */
  public List<String> unseen(PipelineOptions options) {
    List<String> problems = new ArrayList<>();
    Runners.of(options)
        .filter(runner -> !runner.seesLocalFiles())
        .ifPresent(
            runner ->
                byOption.forEach(
                    (option, places) ->
                        places.stream()
                            .filter(Locations::isLocal)
                            .forEach(
                                place ->
                                    problems.add(
                                        String.format(
                                            Locale.ROOT,
                                            "%s names %s, on this machine, which workers of the %s can't see; name a place such as gs://BUCKET/%s",
                                            option,
                                            place,
                                            runner.name(),
                                            place.replaceAll("^(file:)?[./]*", ""))))));
    return problems;
  }
}
