package org.mkailin.plugins.lexical;

import com.google.inject.Module;
import java.util.Set;
import org.mkailin.plugin.Plugin;
import org.mkailin.plugin.Role;

/** Offline question generators and an extractive answerer; the first run and the baseline. */
public final class LexicalPlugin implements Plugin {
  @Override
  public String name() {
    return "lexical";
  }

  @Override
  public String description() {
    return "asks from titles, objectives, findings and MeSH headings, answers from conclusions";
  }

  @Override
  public Set<Role> provides() {
    return Set.of(Role.QUESTION_GENERATOR, Role.ANSWER_GENERATOR);
  }

  @Override
  public Class<LexicalConfig> configuration() {
    return LexicalConfig.class;
  }

  @Override
  public Module module() {
    return new LexicalModule();
  }
}
