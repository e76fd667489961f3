package org.mkailin.testkit.elasticsearch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What kind of node is started.
 *
 * @param heap of the server's JVM, as -Xmx has it; the process takes about 300 MB more
 * @param jvmOptions of the server's JVM; at first one that halves the time to start, and makes the
 *     server slower once it runs
 * @param settings lines of elasticsearch.yml that are added to ours, or replace them
 * @param secured whether it speaks HTTPS and asks who one is
 */
public record NodeOptions(
    ElasticsearchVersion version,
    String heap,
    List<String> jvmOptions,
    Map<String, String> settings,
    boolean secured) {
  /** Without the optimising compiler. */
  static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  public NodeOptions {
    jvmOptions = List.copyOf(jvmOptions);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** A node with a heap of 512 MB, without security. */
  public static NodeOptions of(ElasticsearchVersion version) {
    return new NodeOptions(version, "512m", List.of(QUICK_START), Map.of(), false);
  }

  /** The heap of the server's JVM, such as 1g. */
  public NodeOptions withHeap(String heap) {
    return new NodeOptions(version, heap, jvmOptions, settings, secured);
  }

  /** These alone; none at all for a node whose speed matters. */
  public NodeOptions withJvmOptions(String... options) {
    return new NodeOptions(version, heap, List.of(options), settings, secured);
  }

  /** One line of elasticsearch.yml, such as {@code indexing_pressure.memory.limit}, {@code 1mb}. */
  public NodeOptions withSetting(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(key, value);
    return new NodeOptions(version, heap, jvmOptions, more, secured);
  }

  /** HTTPS with a certificate of its own, and users; see {@link NodeSecurity}. */
  public NodeOptions withSecurity() {
    return new NodeOptions(version, heap, jvmOptions, settings, true);
  }
}
