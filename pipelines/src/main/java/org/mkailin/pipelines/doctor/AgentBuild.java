package org.mkailin.pipelines.doctor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import org.mkailin.agent.Agent;
import org.mkailin.agent.AgentSpec;
import org.mkailin.config.ConfigurationException;
import org.mkailin.model.TextEncoder;
import org.mkailin.pipelines.agents.Agents;
import org.mkailin.pipelines.agents.RetrieverIndex;
import org.mkailin.pipelines.job.ElapsedTime;
import org.mkailin.pipelines.job.FailureWords;
import org.mkailin.plugin.CorpusStatistics;
import org.mkailin.plugin.Findings;
import org.mkailin.plugin.PluginRegistry;
import org.mkailin.plugin.Role;
import org.mkailin.runtime.AgentAssembly;
import org.mkailin.runtime.AgentLease;

/**
 * Builds agents as a pipeline does, and tells what came of it, for {@code mkailin doctor}: on the
 * launching machine, and on workers.
 *
 * <p>All are held until this is closed, as in a run: what they share is opened once, and it shows
 * whether they fit into memory together. What only a run makes is not asked for: where there is no
 * index, the retriever's encoder is built; where an agent refers to the corpus's statistics, what
 * gathers them.
 */
final class AgentBuild implements AutoCloseable {
  private final Findings findings;
  private final Deque<AgentLease> held = new ArrayDeque<>();

  AgentBuild(Findings findings) {
    this.findings = findings;
  }

  /**
   * Builds an agent.
   *
   * @param gathers whether it refers to the corpus's statistics
   * @throws ConfigurationException with all that is wrong with its configuration
   */
  void build(AgentSpec spec, boolean gathers) {
    PluginRegistry plugins = PluginRegistry.load(Thread.currentThread().getContextClassLoader());
    revealSecrets(spec, AgentAssembly.of(spec, plugins));
    try {
      make(spec, gathers);
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      // A plugin may find its configuration wrong only now, as with a file that it names.
      throwIfConfigurationIsWrong(e);
      // The agent and its plugins stand before the plugin's own words; the line names them anyway.
      String names =
          String.format(Locale.ROOT, "agent '%s' (plugins %s): ", spec.name(), spec.plugins());
      String said = FailureWords.of(e);
      findings.problem(spec.name(), said.replace(names, ""), nextStep(e));
    }
  }

  /** A secret is asked for when it is used, which is late in a run. */
  private void revealSecrets(AgentSpec spec, AgentAssembly assembly) {
    assembly
        .secrets()
        .forEach(
            (key, secret) -> {
              try {
                secret.reveal();
                findings.good(spec.name(), key + ": its secret is there");
              } catch (IllegalStateException e) {
                findings.problem(
                    spec.name(), key + ": " + e.getMessage(), "set it where this was seen");
              }
            });
  }

  private void make(AgentSpec spec, boolean gathers) {
    Role role = Agents.ROLES.get(spec.name());
    long started = System.nanoTime();
    AgentLease lease = AgentLease.of(spec);
    held.push(lease);
    Optional<String> lacking = Optional.empty();
    if (gathers) {
      lease.get(CorpusStatistics.class);
      lacking = Optional.of("the corpus's statistics: `mkailin distill` gathers them first");
    } else if (role == Role.CONTEXT_RETRIEVER && RetrieverIndex.of(spec).isMissing()) {
      lease.get(TextEncoder.class);
      lacking =
          Optional.of(
              "the index, which is not there yet: `mkailin index` builds it, or `mkailin distill --index`");
    } else {
      get(lease, role);
    }
    String built =
        String.format(
            Locale.ROOT,
            "%s of %s: built in %s",
            role,
            String.join(", ", spec.plugins()),
            ElapsedTime.since(started));
    lacking.ifPresentOrElse(
        what -> findings.note(spec.name(), built + ", but for " + what),
        () -> findings.good(spec.name(), built));
  }

  /** The agent in the form in which the pipeline takes it. */
  @SuppressWarnings("unchecked")
  private static void get(AgentLease lease, Role role) {
    var type = (Class<? extends Agent<Object, Object>>) role.type();
    if (lease.transformForm(type).isEmpty()) {
      lease.get(type);
    }
  }

  /** Each problem is told by itself, not as one paragraph inside another exception's words. */
  private static void throwIfConfigurationIsWrong(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ConfigurationException wrong) {
        throw wrong;
      }
    }
  }

  private static String nextStep(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof OutOfMemoryError) {
        return "give the JVM more memory, such as by JAVA_OPTS=-Xmx8g";
      }
    }
    return "";
  }

  @Override
  public void close() {
    while (!held.isEmpty()) {
      try {
        held.pop().close();
      } catch (RuntimeException e) {
        findings.problem("closing", String.valueOf(e.getMessage()), "");
      }
    }
  }
}
