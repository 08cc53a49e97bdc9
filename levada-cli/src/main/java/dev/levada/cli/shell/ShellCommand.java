package dev.levada.cli.shell;

import dev.levada.cli.cluster.ClusterOptions;
import dev.levada.cli.cluster.JobChoice;
import dev.levada.cli.output.Output;
import dev.levada.cli.pipeline.Interruption;
import dev.levada.cli.pipeline.LoadedConfiguration;
import dev.levada.cli.pipeline.LoadedPipeline;
import dev.levada.cli.pipeline.PipelineArguments;
import dev.levada.cli.pipeline.Pipelines;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.Terminal;
import dev.levada.dadstorm.Console;
import dev.levada.node.cluster.Cluster;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** See its description. */
@Command(
        name = "shell",
        customSynopsis = "levada shell [CONFIGURATION] [OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Command a DADSTORM configuration, which is started for it, or without one a job that runs in a cluster:"
                    + " Start, Interval, Status, Crash, Freeze, Unfreeze, Wait.",
            "Reads lines from a terminal, with completion and history, or from a file or a pipe."
        },
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada shell dadstorm.conf --loopback",
            "  levada shell dadstorm.conf --loopback --script commands.txt --step",
            "  levada shell --cluster 127.0.0.1:10002 --job reach-1",
            "  printf 'Start OP1\\nStatus\\n' | levada shell dadstorm.conf --loopback --start-all"
        })
public final class ShellCommand implements Callable<Integer> {
    /** What has a meaning where the job is a cluster's, besides what all commands have. */
    private static final Set<String> OF_CLUSTER = Set.of("--cluster", "--token-dir", "--tls", "--job");

    private static final Set<String> OF_BOTH = Set.of("--no-history-file", "--help", "--stacktrace");

    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PipelineArguments arguments = new PipelineArguments();

    @Option(names = "--step", description = "Wait for Enter before each command of the script.")
    private boolean step;

    @Option(names = "--no-history-file", description = "Forget what was typed when the shell is left.")
    private boolean noHistoryFile;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private JobChoice choice = new JobChoice();

    public ShellCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (arguments.pipeline().isEmpty()) {
            refuse(option -> !OF_CLUSTER.contains(option), "is for a configuration, which is missing; name it");
            return commandJob(cluster.client());
        }
        refuse(OF_CLUSTER::contains, "is for a job that a cluster has already; leave the configuration out");
        try (LoadedPipeline pipeline = Pipelines.load(arguments)) {
            if (pipeline instanceof LoadedConfiguration configuration) {
                return talk(configuration);
            }
            throw CommandException.badInput(
                    "the shell commands DADSTORM configurations, and '%s' is a program; use 'levada run' for it, or submit it to a cluster and command it there"
                            .formatted(arguments.pipeline().orElse("")));
        }
    }

    private void refuse(Predicate<String> misplaced, String why) {
        spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .filter(option -> !OF_BOTH.contains(option))
                .filter(misplaced)
                .findFirst()
                .ifPresent(option -> {
                    throw CommandException.badInput("%s %s".formatted(option, why));
                });
    }

    private int commandJob(Cluster client) {
        Relay log = new Relay(terminal.out()::println);
        String id = choice.only(client);
        try (ClusterJob job = new ClusterJob(new ClusterPuppets(client, id), log)) {
            return converse(job, log);
        }
    }

    private int talk(LoadedConfiguration configuration) {
        configuration.warnings().forEach(terminal.err()::println);
        // The job speaks before there is a line to type, and the line needs the job's plan.
        Relay log = new Relay(terminal.out()::println);
        PrintStream out = terminal.typed() ? LinesAbove.printing(log) : terminal.out();
        Output.attach(configuration, arguments.output(), arguments.guarantee(configuration), out);
        Console console = configuration.console(
                arguments.settings(configuration).doubts(terminal.err()::println), configuration.topology(), log);
        Interruption interruption = Interruption.of(console.job());
        try {
            return converse(new OwnJob(console, log, step, terminal.typed()), log);
        } finally {
            interruption.close();
        }
    }

    private int converse(PuppetMaster master, Relay log) {
        try (LineSource lines = lines(master)) {
            log.to = lines::print;
            return new ShellSession(master, lines).run().code();
        } finally {
            log.to = terminal.out()::println;
        }
    }

    private LineSource lines(PuppetMaster master) {
        return terminal.typed()
                ? new EditedLines(new WordCompleter(master.vocabulary(), master::replicas), historyFile())
                : new PlainLines(terminal);
    }

    private Optional<Path> historyFile() {
        return noHistoryFile
                ? Optional.empty()
                : Optional.of(Path.of(System.getProperty("user.home"), ".levada_history"));
    }

    /** Hands lines on to whom it is pointed at just then. */
    private static final class Relay implements Consumer<String> {
        private volatile Consumer<String> to;

        Relay(Consumer<String> first) {
            this.to = first;
        }

        @Override
        public void accept(String line) {
            to.accept(line);
        }
    }
}
