package org.mkailin.pipelines.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigBinder;
import org.mkailin.pipelines.agents.Agents;
import org.mkailin.pipelines.books.StageCounts;
import org.mkailin.pipelines.place.InputFiles;
import org.mkailin.pipelines.place.OutputFolder;
import org.mkailin.pipelines.place.Sha256;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.PluginRegistry;
import org.mkailin.transforms.dataset.WrittenFile;
import org.mkailin.transforms.pubmed.BadFiles;

/**
 * What made a run and what it left: inputs, agents with their configuration and versions, the books
 * of every stage, and the checksum of every file.
 *
 * <p>What made it is known before the run, and kept beside the staged files by {@link Publication},
 * so that another process can publish them. It holds no time, no duration and nothing of the
 * runner, so two runs on the same input give the same manifest.
 */
public final class Manifest {
  private static final String BENCHMARK = "benchmark-pmids";

  /** The same line ends on every system. */
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode planned;

  private Manifest(ObjectNode planned) {
    this.planned = planned;
  }

  /**
   * Begins a manifest; what is known before the run is put into it before it is planned.
   *
   * @param program the program that makes the run, such as "distill"
   */
  public Manifest(String program) {
    this(JSON.createObjectNode().put("mkailin", Version.current()).put("program", program));
  }

  /** What {@link #planned()} gave. */
  static Manifest planned(ObjectNode planned) {
    return new Manifest(planned);
  }

  /** What is known before the run. */
  ObjectNode planned() {
    return planned;
  }

  /** The method, with its source. */
  public void putMethod(String method) {
    planned.put("method", method);
  }

  /** The files of citations that are read. */
  public void putCitations(InputFiles inputs, BadFiles badFiles) {
    ObjectNode node = planned.withObject("/inputs");
    ArrayNode citations = node.putArray("citations");
    for (InputFiles.InputFile file : inputs.files()) {
      citations.addObject().put("name", file.name()).put("bytes", file.bytes());
    }
    node.put("bad-files", badFiles.name().toLowerCase(Locale.ROOT));
  }

  /** Another input, such as the file of MeSH descriptors. */
  public void putInput(String name, String value) {
    planned.withObject("/inputs").put(name, value);
  }

  /** What is made outside the output folder, such as an index, and where. */
  public void putOutput(String name, String value) {
    planned.withObject("/outputs").put(name, value);
  }

  /** The file of PMIDs that were kept out. */
  public void putBenchmark(String file) {
    planned.put(BENCHMARK, file);
  }

  /**
   * The whole manifest, once the run's results are known.
   *
   * @param texts what is published beside the files of rows
   */
  String toJson(RunResults results, List<OutputFolder.Text> texts) {
    ObjectNode manifest = planned.deepCopy();
    manifest.remove(BENCHMARK);
    ArrayNode books = manifest.putArray("stages");
    for (StageCounts stage : results.stages()) {
      ObjectNode node =
          books
              .addObject()
              .put("stage", stage.stage())
              .put("in", stage.in())
              .put("out", stage.out());
      ObjectNode rejected = node.putObject("rejected");
      stage.rejected().forEach(rejected::put);
      stage.noted().forEach(node::put);
    }
    ObjectNode kept = manifest.putObject("decontamination");
    if (planned.has(BENCHMARK)) {
      kept.set(BENCHMARK, planned.get(BENCHMARK));
    }
    kept.put(
        "sources-kept-out",
        results.stages().stream().mapToLong(s -> s.rejected().getOrDefault("benchmark", 0L)).sum());
    ArrayNode all = manifest.putArray("files");
    results.files().forEach(file -> putFile(all, file));
    for (OutputFolder.Text text : texts) {
      byte[] bytes = text.content().getBytes(StandardCharsets.UTF_8);
      all.addObject()
          .put("name", text.name())
          .put("bytes", bytes.length)
          .put("sha256", Sha256.of(text.content()));
    }
    return pretty(manifest);
  }

  /**
   * The agents with their plugins and configuration.
   *
   * @param staging the run's own place, which must not show
   */
  public void putAgents(Agents agents, String staging) {
    ObjectNode node = planned.putObject("agents");
    PluginRegistry registry = PluginRegistry.load(Thread.currentThread().getContextClassLoader());
    for (AgentSpec spec : agents.all()) {
      ObjectNode agent = node.putObject(spec.name());
      ArrayNode plugins = agent.putArray("plugins");
      for (String name : spec.plugins()) {
        ObjectNode plugin = plugins.addObject().put("name", name);
        registry
            .find(name)
            .ifPresent(
                found -> {
                  plugin.put("class", found.getClass().getName());
                  plugin.put("version", Version.of(found.getClass()));
                  plugin.set(
                      "configuration", configuration(found, spec.propertiesOf(name), staging));
                });
      }
      agent.put("batch-size", spec.batchSize());
    }
  }

  /**
   * Every key that has a value, given or by default; references to secrets unresolved, and without
   * this run's own places.
   */
  private static ObjectNode configuration(
      Plugin plugin, Map<String, Object> given, String staging) {
    Map<String, Object> values = new TreeMap<>();
    for (ConfigBinder.Key key : ConfigBinder.keys(plugin.configuration())) {
      key.byDefault().ifPresent(value -> values.put(key.name(), value));
    }
    given.forEach(
        (key, value) ->
            values.put(
                key,
                value instanceof Iterable
                    ? value
                    : value.toString().replace(staging, "(staging)")));
    return JSON.valueToTree(values);
  }

  private static void putFile(ArrayNode files, WrittenFile file) {
    files
        .addObject()
        .put("name", file.name())
        .put("rows", file.rows())
        .put("bytes", file.bytes())
        .put("sha256", file.sha256());
  }

  private static String pretty(ObjectNode node) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(INDENT);
    printer.indentObjectsWith(INDENT);
    try {
      return JSON.writer(printer).writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can always be written", e);
    }
  }
}
