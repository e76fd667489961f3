package org.mkailin.plugins.example;

import org.mkailin.config.Setting;

/**
 * Configuration of the plugin «example»: one component for each key, all with help.
 *
 * <p>A component's name in kebab-case is its key. Unknown keys, missing ones and wrong types are
 * reported for you; only ranges are checked here, by an exception that names the key.
 *
 * @param prefix the words before the title; without blanks at either end
 */
record ExampleConfig(
    @Setting(
            value = "words that the question begins with; the title follows them",
            byDefault = "What does this study show about")
        String prefix) {

  ExampleConfig {
    prefix = prefix.strip();
    if (prefix.isEmpty()) {
      throw new IllegalArgumentException("prefix is blank, but must be at least one word");
    }
  }
}
