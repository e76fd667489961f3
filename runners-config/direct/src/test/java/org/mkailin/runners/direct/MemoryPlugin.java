package org.mkailin.runners.direct;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.mkailin.config.Setting;
import org.mkailin.model.PassageIndex;
import org.mkailin.model.PassageIndexWriter;
import org.mkailin.pipelines.agents.Agents;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/** An index as a cluster has it: named in the plugin's own configuration, and in no folder. */
public final class MemoryPlugin implements Plugin {
  /**
   * Configuration of the plugin «memory».
   *
   * @param name the index
   */
  record MemoryConfig(@Setting("the index") String name) {}

  private static final class MemoryModule extends AbstractModule {
    @Provides
    @Singleton
    PassageIndex index(MemoryConfig config) {
      return MemoryIndex.named(config.name()).open();
    }

    @Provides
    @Singleton
    PassageIndexWriter writer(MemoryConfig config) {
      return MemoryIndex.named(config.name());
    }
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String description() {
    return "Keeps passages in this JVM's memory.";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.PASSAGE_INDEX, Role.PASSAGE_INDEX_WRITER);
  }

  @Override
  public Class<MemoryConfig> configuration() {
    return MemoryConfig.class;
  }

  @Override
  public Module module() {
    return new MemoryModule();
  }

  /**
   * The offline agents with a {@link MemoryIndex}, in a file.
   *
   * @param index its name: a folder, or {@code ${index}}
   */
  static Path agentsInMemory(Path file, String index) throws IOException {
    return Files.writeString(
        file,
        Agents.defaultConfiguration()
            .replace("[dense, minilm, lucene]", "[dense, hashing, memory]")
            .replace(
                "lucene: { path: \"${index}\" }",
                String.format(Locale.ROOT, "memory: { name: '%s' }", index)));
  }
}
