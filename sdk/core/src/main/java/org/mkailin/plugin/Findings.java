package org.mkailin.plugin;

/**
 * Where a plugin says what it found out about the machine, for {@code mkailin doctor}.
 *
 * <p>Each finding is one line: what was looked at, such as «GPU», and what was seen.
 */
public interface Findings {
  /** Something is as it should be. */
  void good(String what, String seen);

  /** Something is missing that the plugin can do without. */
  void note(String what, String seen);

  /**
   * Something keeps the plugin from working.
   *
   * @param nextStep what the user can do about it
   */
  void problem(String what, String seen, String nextStep);
}
