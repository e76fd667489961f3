package org.mkailin.plugins.prompted;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Seeds of sampling that are the same on every machine and in every run.
 *
 * <p>A seed is the first 8 bytes, big-endian, of the SHA-256 of «PMID, agent, attempt, setting» in
 * UTF-8, with a line feed between them: {@code printf '90000001\ngeneral\n1\n0' | sha256sum}.
 *
 * @param agent the agent's name
 * @param setting the key {@code seed}
 */
record Seeds(String agent, long setting) {

  /** The seed of one reply; attempts count from 1. */
  long of(String pmid, int attempt) {
    String text = pmid + "\n" + agent + "\n" + attempt + "\n" + setting;
    return ByteBuffer.wrap(sha256(text.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
