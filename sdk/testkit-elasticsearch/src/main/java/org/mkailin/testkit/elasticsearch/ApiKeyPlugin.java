package org.mkailin.testkit.elasticsearch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * The plugin by which a node from the minimal archive has users and API keys.
 *
 * <p>Elasticsearch keeps them in an index whose mapping analyses e-mail addresses, by two token
 * filters and a tokenizer that the archive lacks. Nothing that a test asks for depends on what they
 * do.
 */
final class ApiKeyPlugin {
  static final String NAME = "mkailin-api-keys";

  // Names alone: what these classes extend is in the server.
  private static final String PACKAGE = "org.mkailin.testkit.elasticsearch.server.";
  private static final String FILTER = PACKAGE + "SameTokens";
  private static final String TOKENIZER = PACKAGE + "StandardTokens";

  private ApiKeyPlugin() {}

  /** The plugin's files by their names, for a server of this version. */
  static Map<String, byte[]> files(ElasticsearchVersion version) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(
        "stable-plugin-descriptor.properties",
        String.format(
                Locale.ROOT,
                """
        name=%s
        description=Stand-ins for the analysis of e-mail addresses
        version=1
        elasticsearch.version=%s
        java.version=17
        """,
                NAME,
                version.number())
            .getBytes(StandardCharsets.UTF_8));
    files.put(
        "named_components.json",
        String.format(
                Locale.ROOT,
                """
        {
          "org.elasticsearch.plugin.analysis.TokenFilterFactory": {
            "pattern_capture": "%s",
            "unique": "%s"
          },
          "org.elasticsearch.plugin.analysis.TokenizerFactory": {"uax_url_email": "%s"}
        }
        """,
                FILTER,
                FILTER,
                TOKENIZER)
            .getBytes(StandardCharsets.UTF_8));
    files.put(NAME + ".jar", jar());
    return files;
  }

  private static byte[] jar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      for (String name : List.of(FILTER, TOKENIZER)) {
        String file = name.replace('.', '/') + ".class";
        jar.putNextEntry(new ZipEntry(file));
        try (InputStream in = ApiKeyPlugin.class.getResourceAsStream("/" + file)) {
          in.transferTo(jar);
        }
      }
    }
    return bytes.toByteArray();
  }
}
