package org.mkailin.testkit.elasticsearch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The generations of Elasticsearch that a test can ask for, one release of each. */
public enum ElasticsearchVersion {
  /** Elasticsearch 8, on Java 17 or later. */
  V8(17),
  /** Elasticsearch 9, on Java 21 or later. */
  V9(21);

  private final String number;
  private final int minimumJava;

  ElasticsearchVersion(int minimumJava) {
    this.number = Numbers.ALL.getProperty(name());
    this.minimumJava = minimumJava;
  }

  /** The release, such as 9.5.3. */
  public String number() {
    return number;
  }

  /** The oldest Java that it runs on. */
  public int minimumJava() {
    return minimumJava;
  }

  @Override
  public String toString() {
    return "Elasticsearch " + number;
  }

  /** What the build wrote down, so that the releases stand in the root pom alone. */
  private static final class Numbers {
    static final Properties ALL = new Properties();

    static {
      try (InputStream in = ElasticsearchVersion.class.getResourceAsStream("versions.properties")) {
        ALL.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
