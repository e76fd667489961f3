package org.mkailin.plugins.elasticsearch;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mkailin.config.Secret;
import org.mkailin.config.Setting;

/** Configuration of the plugin «elasticsearch». */
record ElasticsearchConfig(
    @Setting(
            "URLs of the cluster's nodes, at least one, such as [https://es1:9200, https://es2:9200]")
        List<String> hosts,
    @Setting("name of the index, an alias: the versions behind it are NAME-mkailin-…") String index,
    @Setting("API key, encoded, as a reference such as env:ES_API_KEY") Optional<Secret> apiKey,
    @Setting("user, where there is no API key") Optional<String> username,
    @Setting("that user's password, as a reference such as env:ES_PASSWORD")
        Optional<Secret> password,
    @Setting("PEM file with the certificate of the authority that the cluster's are signed by")
        Optional<String> caCertificate,
    @Setting("or that certificate's SHA-256 fingerprint, in hexadecimal")
        Optional<String> caFingerprint,
    @Setting("HTTP proxy on the way to the cluster, such as http://proxy:3128")
        Optional<String> proxy,
    @Setting(value = "how long one request may take", byDefault = "30s") Duration timeout,
    @Setting(
            value = "how long to try again while the cluster is down or too busy",
            byDefault = "10m")
        Duration patience,
    @Setting(
            value =
                "passages that a search looks at in each shard; more is slower and finds better",
            byDefault = "100")
        int candidates,
    @Setting(
            value = "how the graph keeps vectors, when the index is built: less is cheaper",
            byDefault = "int8")
        Vectors vectors,
    @Setting(
            "how many times k of the nearest are scored again by their exact vectors; 3 for int8, 10"
                + " for bbq unless given")
        Optional<Double> oversample,
    @Setting(
            value = "also search the words of the question (BM25), and fuse both rankings",
            byDefault = "false")
        boolean hybrid,
    @Setting("only contexts published in this year or later") Optional<Integer> fromYear,
    @Setting("only contexts published in this year or earlier") Optional<Integer> toYear,
    @Setting("only contexts with one of these MeSH headings: names or unique identifiers")
        List<String> mesh,
    @Setting(
            value = "neighbours of a passage in the graph, when the index is built",
            byDefault = "16")
        int maxConnections,
    @Setting(
            value = "candidates for a passage's neighbours, when the index is built",
            byDefault = "100")
        int beamWidth,
    @Setting(value = "shards of the index, when it is built", byDefault = "1") int shards,
    @Setting(value = "copies of each shard, once the index is built", byDefault = "1") int replicas,
    @Setting("merge each shard to at most this many segments at the end: faster to search")
        Optional<Integer> segments,
    @Setting(
            value = "analyzer of title and text, when the index is built, such as english",
            byDefault = "standard")
        String analyzer,
    @Setting(value = "the most bytes of a bulk request", byDefault = "5000000") int bulkBytes) {

  // Elasticsearch's own limits.
  private static final int MOST_CANDIDATES = 10_000;
  private static final int MOST_CONNECTIONS = 512;
  private static final int WIDEST_BEAM = 3200;
  private static final double MOST_OVERSAMPLE = 10;
  private static final int MOST_SHARDS = 1024;
  private static final int MOST_REPLICAS = 100;
  // What follows the name, and what a name may have at most, are 255 bytes together.
  private static final int LONGEST_NAME = 200;

  ElasticsearchConfig {
    hosts = List.copyOf(hosts);
    mesh = List.copyOf(mesh);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException(
          "hosts is empty, but must name the cluster, such as [http://localhost:9200]");
    }
    if (hosts.stream().map(host -> url("hosts", host).getPath()).distinct().count() > 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "hosts have different paths, %s, but must have one", hosts));
    }
    proxy.ifPresent(url -> url("proxy", url));
    if (!index.matches("[a-z0-9][a-z0-9._-]*") || index.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "index is '%s', but must be lower-case letters, digits, '.', '_' and '-', at most %d",
              index,
              LONGEST_NAME));
    }
    if (index.contains("-mkailin")) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "index is '%s', but '-mkailin' is in the names of its versions; name their alias",
              index));
    }
    checkCredentials(apiKey, username, password);
    if (caCertificate.isPresent() && caFingerprint.isPresent()) {
      throw new IllegalArgumentException("give ca-certificate or ca-fingerprint, not both");
    }
    caFingerprint.ifPresent(ElasticsearchConfig::checkFingerprint);
    checkPositive("timeout", timeout);
    checkPositive("patience", patience);
    check("candidates", candidates, 1, MOST_CANDIDATES);
    check("max-connections", maxConnections, 1, MOST_CONNECTIONS);
    check("beam-width", beamWidth, 1, WIDEST_BEAM);
    check("shards", shards, 1, MOST_SHARDS);
    check("replicas", replicas, 0, MOST_REPLICAS);
    segments.ifPresent(most -> check("segments", most, 1, Integer.MAX_VALUE));
    check("bulk-bytes", bulkBytes, 1, Integer.MAX_VALUE);
    if (oversample.isPresent() && !(oversample.get() >= 1 && oversample.get() <= MOST_OVERSAMPLE)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "oversample is %s, but must be between 1 and %s",
              oversample.get(),
              MOST_OVERSAMPLE));
    }
    if (oversample.isPresent() && vectors == Vectors.FLOAT) {
      throw new IllegalArgumentException(
          "oversample is for vectors int8 and bbq; with float all scores are exact");
    }
    if (fromYear.isPresent() && toYear.isPresent() && fromYear.get() > toYear.get()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "from-year is %d and to-year %d, so that there is no year between",
              fromYear.get(),
              toYear.get()));
    }
  }

  private static void checkCredentials(
      Optional<Secret> apiKey, Optional<String> username, Optional<Secret> password) {
    if (apiKey.isPresent() && username.isPresent()) {
      throw new IllegalArgumentException("give api-key, or username and password, not both");
    }
    if (username.isPresent() != password.isPresent()) {
      throw new IllegalArgumentException("give username and password together, or none of them");
    }
  }

  private static void checkFingerprint(String print) {
    if (!print.matches("(\\p{XDigit}{2}:?){31}\\p{XDigit}{2}")) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "ca-fingerprint is '%s', but must be SHA-256: 64 hexadecimal digits, also with colons",
              print));
    }
  }

  private static void check(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is %d, but must be %s",
              key,
              value,
              most == Integer.MAX_VALUE
                  ? "at least " + least
                  : "between " + least + " and " + most));
    }
  }

  private static void checkPositive(String key, Duration value) {
    if (value.isZero()) {
      throw new IllegalArgumentException(key + " is 0, but must be longer");
    }
  }

  private static URI url(String key, String given) {
    // Before anything is said of the URL itself: messages would show the password.
    if (given.contains("@")) {
      throw new IllegalArgumentException(
          key + " has a URL with a user in it, which is not sent; only username and password are");
    }
    try {
      URI url = URI.create(given);
      if (url.getHost() != null && String.valueOf(url.getScheme()).matches("https?")) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s has '%s', but must be a URL such as https://es1.example.org:9200",
            key,
            given));
  }

  ConnectionConfig connection() {
    return new ConnectionConfig(
        hosts.stream().map(URI::create).toList(),
        apiKey,
        username,
        password,
        caCertificate,
        caFingerprint,
        proxy.map(URI::create),
        timeout,
        patience);
  }

  /** Whether some passages are never found. */
  boolean hasFilter() {
    return fromYear.isPresent() || toYear.isPresent() || !mesh.isEmpty();
  }

  /** How many times k passages are scored again; 0 for none. */
  double rescored() {
    return oversample.orElse(vectors.oversample());
  }
}
