package org.mkailin.pipelines;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.mkailin.config.ConfigurationException;
import org.mkailin.pipelines.command.BeamArguments;
import org.mkailin.pipelines.command.DemoCommand;
import org.mkailin.pipelines.command.DistillCommand;
import org.mkailin.pipelines.command.DoctorCommand;
import org.mkailin.pipelines.command.IndexCommand;
import org.mkailin.pipelines.command.Logging;
import org.mkailin.pipelines.command.PluginsCommand;
import org.mkailin.pipelines.command.PublishCommand;
import org.mkailin.pipelines.job.FailureWords;
import org.mkailin.pipelines.results.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
    name = "mkailin",
    mixinStandardHelpOptions = true,
    versionProvider = Mkailin.VersionProvider.class,
    subcommands = {
      DemoCommand.class,
      DistillCommand.class,
      IndexCommand.class,
      PublishCommand.class,
      PluginsCommand.class,
      DoctorCommand.class,
    },
    description = "Distils biomedical literature into training sets for language models.",
    footer = {
      "",
      "Examples:",
      "  mkailin demo",
      "  mkailin distill --citations 'pubmed/*.xml.gz' --mesh desc2026.gz --out corpus",
      "  mkailin distill --help",
    })
public final class Mkailin implements Callable<Integer> {
  /** Exit code of a run that failed. */
  private static final int FAILED = 1;

  /** Exit code of a command line or configuration that can't be run. */
  private static final int WRONG_USE = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Log what happens inside, and print stack traces.")
  private boolean verbose;

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    // What is written must not depend on the language of the machine.
    Locale.setDefault(Locale.ROOT);
    int code = commandLine().execute(arguments);
    // Some runners leave threads behind after a failure.
    System.exit(code);
  }

  /** The command line, ready to execute. */
  public static CommandLine commandLine() {
    Mkailin mkailin = new Mkailin();
    CommandLine commandLine = new CommandLine(mkailin);
    commandLine.setUsageHelpWidth(100);
    commandLine.getSubcommands().values().stream()
        .filter(BeamArguments::areTakenBy)
        .forEach(
            command -> {
              command.setUnmatchedArgumentsAllowed(true);
              command.setUnmatchedOptionsAllowedAsOptionParameters(false);
            });
    commandLine.setExecutionStrategy(
        parsed -> {
          Logging.configure(mkailin.verbose);
          return new CommandLine.RunLast().execute(parsed);
        });
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) -> mkailin.explain(failure, command.getErr()));
    return commandLine;
  }

  private int explain(Exception failure, PrintWriter err) {
    err.println("mkailin: " + FailureWords.of(failure));
    if (verbose) {
      failure.printStackTrace(err);
    } else if (!(failure instanceof ConfigurationException)) {
      err.println("(--verbose shows where it happened)");
    }
    return failure instanceof ConfigurationException ? WRONG_USE : FAILED;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return WRONG_USE;
  }

  /** Says which mkailin this is. */
  static final class VersionProvider implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"mkailin " + Version.current()};
    }
  }
}
