package org.mkailin.pipelines.agents;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigurationException;
import org.mkailin.model.IndexDescription;
import org.mkailin.model.PassageIndex;
import org.mkailin.model.PassageIndexWriter;
import org.mkailin.model.TextEncoder;
import org.mkailin.plugin.PluginRegistry;
import org.mkailin.plugin.Role;
import org.mkailin.runtime.AgentAssembly;
import org.mkailin.runtime.AgentLease;

/** The passage index of a retriever: whether it is there, can be opened, may be built. */
public final class RetrieverIndex {
  private final AgentSpec retriever;
  private final PluginRegistry registry =
      PluginRegistry.load(Thread.currentThread().getContextClassLoader());

  private RetrieverIndex(AgentSpec retriever) {
    this.retriever = retriever;
  }

  public static RetrieverIndex of(AgentSpec retriever) {
    return new RetrieverIndex(retriever);
  }

  /**
   * Whether it has yet to be built.
   *
   * @throws ConfigurationException if there is one that the retriever's encoder does not fit
   */
  public boolean isMissing() {
    if (!AgentAssembly.of(retriever, registry).provides(Role.PASSAGE_INDEX_WRITER)) {
      return false;
    }
    return ask(
        lease -> {
          if (!lease.get(PassageIndexWriter.class).exists()) {
            return true;
          }
          IndexDescription description = lease.get(PassageIndex.class).description();
          description.checkServes(lease.get(TextEncoder.class), retriever.name());
          return false;
        });
  }

  /**
   * Checks that it can be opened.
   *
   * @throws ConfigurationException if not, in the words of its plugin
   */
  public void checkOpens() {
    ask(lease -> lease.get(PassageIndex.class));
  }

  /**
   * Checks that it can be built: where there is none, or in the place of one.
   *
   * @param replaces whether it is to take the place of the one that is there
   * @param where names the index in the message that there is one already, such as "at /data/index"
   * @throws ConfigurationException if not
   */
  public void checkCanBeBuilt(boolean replaces, String where) {
    AgentAssembly.of(retriever, registry).checkProvides(Role.PASSAGE_INDEX_WRITER, registry);
    ask(
        lease -> {
          PassageIndexWriter writer = lease.get(PassageIndexWriter.class);
          if (replaces && !writer.canReplace()) {
            throw new ConfigurationException(
                List.of(
                    "--replace is given, but agent 'retriever' can't build an index beside an earlier one;"
                        + " remove that one first, and leave --replace out"));
          }
          if (!replaces && writer.exists()) {
            throw new ConfigurationException(
                List.of(
                    where
                        + (writer.canReplace()
                            ? ", remove it first, or pass --replace to build a new one that then takes its place"
                            : ", or remove it first")));
          }
          return writer;
        });
  }

  /**
   * What a plugin can't do with its configuration, it says as an IllegalStateException; what the
   * disk or the network refuses it, as an UncheckedIOException.
   */
  private <T> T ask(Function<AgentLease, T> question) {
    try (AgentLease lease = AgentLease.of(retriever)) {
      return question.apply(lease);
    } catch (IllegalStateException e) {
      throw new ConfigurationException(List.of(String.valueOf(e.getMessage())));
    } catch (UncheckedIOException e) {
      throw new ConfigurationException(
          List.of(
              String.format(
                  Locale.ROOT,
                  "agent '%s': its index can't be used: %s",
                  retriever.name(),
                  e.getCause().getMessage())));
    }
  }
}
