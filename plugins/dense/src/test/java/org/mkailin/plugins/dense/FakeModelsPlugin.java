package org.mkailin.plugins.dense;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.mkailin.config.Setting;
import org.mkailin.corpus.Passage;
import org.mkailin.model.IndexDescription;
import org.mkailin.model.PassageIndex;
import org.mkailin.model.TextEncoder;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;
import org.mkailin.testkit.HashingEncoder;
import org.mkailin.testkit.SampleCitations;

/** The models beside the retriever under test: a hashing encoder, and the sample citations. */
public final class FakeModelsPlugin implements Plugin {
  /** What the index holds, and what it says that it was built with. */
  record FakeModelsConfig(
      @Setting(value = "number of sample citations in the index", byDefault = "4") int passages,
      @Setting(value = "encoder that the index names", byDefault = "hashing/64")
          String builtWith) {}

  private static final class FakeModelsModule extends AbstractModule {
    @Provides
    @Singleton
    TextEncoder encoder() {
      return new HashingEncoder();
    }

    @Provides
    @Singleton
    PassageIndex index(FakeModelsConfig config, TextEncoder encoder) {
      List<Passage> passages =
          SampleCitations.all().stream().limit(config.passages()).map(Passage::of).toList();
      return new ExactIndex(
          passages, encoder, new IndexDescription(config.builtWith(), encoder.dimensions()));
    }
  }

  @Override
  public String name() {
    return "fake-models";
  }

  @Override
  public String description() {
    return "a hashing encoder, and an exact index of the sample citations";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.TEXT_ENCODER, Role.PASSAGE_INDEX);
  }

  @Override
  public Class<FakeModelsConfig> configuration() {
    return FakeModelsConfig.class;
  }

  @Override
  public Module module() {
    return new FakeModelsModule();
  }
}
