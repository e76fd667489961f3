package org.mkailin.testkit.elasticsearch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How one gets into a node with security: over HTTPS, as a user who may do everything.
 *
 * <p>He may make API keys, by {@code POST /_security/api_key}, and other users.
 *
 * @param certificate a PEM file; the node's certificate is its own authority
 * @param fingerprint SHA-256 of the certificate, 64 lower-case hex digits
 */
public record NodeSecurity(String user, String password, Path certificate, String fingerprint) {
  private static final String STORE = "http.p12";
  private static final String STORE_PASSWORD = "mkailin";

  /** What the node is told of it. */
  static final Map<String, String> SETTINGS =
      Map.of(
          "xpack.security.http.ssl.enabled",
          "true",
          "xpack.security.http.ssl.keystore.path",
          STORE,
          "xpack.security.http.ssl.keystore.password",
          STORE_PASSWORD);

  /** Makes a key, a certificate for this machine's loopback names, and a password. */
  static NodeSecurity create(JavaHome java, Path config) throws IOException {
    Path store = config.resolve(STORE);
    Programs.run(
        "",
        java.folder().resolve("bin/keytool").toString(),
        "-genkeypair",
        "-keystore",
        store.toString(),
        "-storetype",
        "PKCS12",
        "-storepass",
        STORE_PASSWORD,
        "-alias",
        "http",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=ip:127.0.0.1,dns:localhost",
        "-ext",
        "BasicConstraints=ca:true",
        "-validity",
        "30");
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, STORE_PASSWORD.toCharArray());
      byte[] certificate = keys.getCertificate("http").getEncoded();
      Path pem = config.resolve("http.pem");
      Files.writeString(
          pem,
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
              + "\n-----END CERTIFICATE-----\n");
      return new NodeSecurity(
          "elastic",
          UUID.randomUUID().toString(),
          pem,
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate)));
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot read " + store, e);
    }
  }

  /** The value of a request's header Authorization. */
  public String basic() {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** Trusts this node's certificate, and no other. */
  public SSLContext sslContext() {
    try (InputStream in = Files.newInputStream(certificate)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "node", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot read certificate " + certificate, e);
    }
  }

  /** Without the password, so that it stands in no log. */
  @Override
  public String toString() {
    return "user " + user + ", certificate " + fingerprint;
  }
}
