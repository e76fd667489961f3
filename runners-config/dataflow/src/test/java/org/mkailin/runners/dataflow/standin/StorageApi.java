package org.mkailin.runners.dataflow.standin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cloud Storage's JSON API, as far as Beam's file system uses it. */
final class StorageApi {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
  private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]+) (\\S+)(?: HTTP/.*)?");

  /** Small, so that listings of a test have several pages. */
  private static final int PAGE = 50;

  private final Buckets buckets;
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

  private record Upload(String bucket, String name, Path file) {}

  StorageApi(Buckets buckets) {
    this.buckets = buckets;
  }

  Answer answer(Request request) {
    if (request.isBelow("batch")) {
      return batch(request);
    }
    String bucket = request.after("b");
    if (!buckets.exists(bucket)) {
      return Answer.error(404, "The specified bucket does not exist: " + bucket);
    }
    if (request.isBelow("upload")) {
      return upload(request, bucket);
    }
    int objects = request.path().indexOf("o");
    if (objects < 0) {
      return Answer.json(resource("storage#bucket", bucket).put("location", "US-CENTRAL1"));
    }
    return objects + 1 == request.path().size()
        ? list(request, bucket)
        : object(request, bucket, request.path().get(objects + 1));
  }

  private Answer object(Request request, String bucket, String name) {
    Buckets.Stored stored = buckets.find(bucket, name);
    if (stored == null) {
      return Answer.error(404, String.format(Locale.ROOT, "No such object: %s/%s", bucket, name));
    }
    if (request.isBelow("rewriteTo")) {
      return rewrite(request, stored);
    }
    if (request.method().equals("DELETE")) {
      buckets.delete(bucket, name);
      return Answer.empty(204);
    }
    return "media".equals(request.query().get("alt"))
        ? media(stored, request.header("range"))
        : Answer.json(describe(bucket, name, stored));
  }

  private static Answer media(Buckets.Stored stored, String range) {
    Matcher part = RANGE.matcher(range);
    if (!part.matches()) {
      return new Answer(200, Map.of(), Buckets.read(stored, 0, stored.size()));
    }
    long from = Long.parseLong(part.group(1));
    if (from >= stored.size()) {
      return Answer.error(416, "range begins behind the end");
    }
    long to =
        part.group(2).isEmpty()
            ? stored.size()
            : Math.min(stored.size(), Long.parseLong(part.group(2)) + 1);
    return new Answer(
        206,
        Map.of(
            "Content-Range",
            String.format(Locale.ROOT, "bytes %d-%d/%d", from, to - 1, stored.size())),
        Buckets.read(stored, from, to));
  }

  private Answer list(Request request, String bucket) {
    String prefix = request.query().getOrDefault("prefix", "");
    String delimiter = request.query().getOrDefault("delimiter", "");
    String after = request.query().getOrDefault("pageToken", "");
    ObjectNode page = Answer.JSON.createObjectNode().put("kind", "storage#objects");
    ArrayNode items = page.putArray("items");
    Set<String> folders = new TreeSet<>();
    for (Map.Entry<String, Buckets.Stored> object : buckets.list(bucket, prefix).entrySet()) {
      String name = object.getKey();
      if (name.compareTo(after) <= 0) {
        continue;
      }
      int slash = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
      if (slash >= 0) {
        folders.add(name.substring(0, slash + delimiter.length()));
      } else {
        items.add(describe(bucket, name, object.getValue()));
      }
      if (items.size() == PAGE) {
        page.put("nextPageToken", name);
        break;
      }
    }
    folders.forEach(page.putArray("prefixes")::add);
    return Answer.json(page);
  }

  private Answer rewrite(Request request, Buckets.Stored stored) {
    List<String> target =
        request.path().subList(request.path().indexOf("rewriteTo"), request.path().size());
    String bucket = target.get(2);
    String name = target.get(4);
    if (!buckets.exists(bucket)) {
      return Answer.error(404, "The specified bucket does not exist: " + bucket);
    }
    ObjectNode done =
        Answer.JSON
            .createObjectNode()
            .put("kind", "storage#rewriteResponse")
            .put("totalBytesRewritten", String.valueOf(stored.size()))
            .put("objectSize", String.valueOf(stored.size()))
            .put("done", true);
    // Files never change, so that two objects can have one.
    done.set("resource", describe(bucket, name, buckets.put(bucket, name, stored.file())));
    return Answer.json(done);
  }

  private Answer upload(Request request, String bucket) {
    String id = request.query().get("upload_id");
    if (id != null) {
      return resume(request, uploads.get(id), id);
    }
    if ("multipart".equals(request.query().get("uploadType"))) {
      List<Multipart.Part> parts = Multipart.parse(request.header("content-type"), request.body());
      Upload upload = new Upload(bucket, name(request, parts.get(0).bytes()), buckets.newFile());
      return append(upload, parts.get(1).bytes(), true);
    }
    String newId = UUID.randomUUID().toString();
    uploads.put(newId, new Upload(bucket, name(request, request.body()), buckets.newFile()));
    return new Answer(
        200,
        Map.of(
            "Location",
            String.format(
                Locale.ROOT,
                "http://%s/upload/storage/v1/b/%s/o?uploadType=resumable&upload_id=%s",
                request.header("host"),
                bucket,
                newId)),
        new byte[0]);
  }

  /** A chunk of an upload; the last one tells the size of the whole. */
  private Answer resume(Request request, Upload upload, String id) {
    boolean last = !request.header("content-range").endsWith("/*");
    Answer answer = append(upload, request.body(), last);
    if (last) {
      uploads.remove(id);
    }
    return answer;
  }

  private Answer append(Upload upload, byte[] chunk, boolean last) {
    try {
      Files.write(upload.file(), chunk, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (last) {
        Buckets.Stored stored = buckets.put(upload.bucket(), upload.name(), upload.file());
        return Answer.json(describe(upload.bucket(), upload.name(), stored));
      }
      long size = Files.size(upload.file());
      return new Answer(
          308, size == 0 ? Map.of() : Map.of("Range", "bytes=0-" + (size - 1)), new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Request request, byte[] metadata) {
    try {
      String name = request.query().get("name");
      return name != null ? name : Answer.JSON.readTree(metadata).path("name").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Several requests in one, each answered in a part of the answer. */
  private Answer batch(Request request) {
    StringBuilder answers = new StringBuilder();
    for (Multipart.Part part : Multipart.parse(request.header("content-type"), request.body())) {
      String line = part.body().lines().findFirst().orElseThrow();
      Matcher asked = REQUEST_LINE.matcher(line);
      if (!asked.matches()) {
        throw new IllegalArgumentException("no request: " + line);
      }
      Answer answer =
          answer(Request.of(asked.group(1), URI.create(asked.group(2)), Map.of(), new byte[0]));
      answers.append(
          String.format(
              Locale.ROOT,
              "--part\r\nContent-Type: application/http\r\nContent-ID: <response-%s>\r\n\r\n",
              part.headers().getOrDefault("content-id", "").replaceAll("[<>]", "")));
      answers.append(
          String.format(
              Locale.ROOT,
              "HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s\r\n",
              answer.status(),
              answer.body().length,
              answer.text()));
    }
    return new Answer(
        200,
        Map.of("Content-Type", "multipart/mixed; boundary=part"),
        answers.append("--part--\r\n").toString().getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode describe(String bucket, String name, Buckets.Stored stored) {
    return resource("storage#object", name)
        .put("bucket", bucket)
        .put("size", String.valueOf(stored.size()))
        .put("generation", String.valueOf(stored.generation()))
        .put("contentType", "application/octet-stream");
  }

  private static ObjectNode resource(String kind, String name) {
    return Answer.JSON
        .createObjectNode()
        .put("kind", kind)
        .put("id", name)
        .put("name", name)
        .put("metageneration", "1")
        .put("storageClass", "STANDARD")
        .put("projectNumber", "1")
        .put("timeCreated", "2026-01-01T00:00:00.000Z")
        .put("updated", "2026-01-01T00:00:00.000Z");
  }
}
