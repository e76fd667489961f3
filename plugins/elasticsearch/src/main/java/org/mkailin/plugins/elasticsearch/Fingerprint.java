package org.mkailin.plugins.elasticsearch;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short name for a content: the first digits of its SHA-256. */
final class Fingerprint {
  private Fingerprint() {}

  /** So many hexadecimal digits. */
  static String of(byte[] content, int digits) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash).substring(0, digits);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
