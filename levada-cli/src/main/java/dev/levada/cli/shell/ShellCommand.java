package dev.levada.cli.shell;

import dev.levada.cli.output.Output;
import dev.levada.cli.pipeline.Interruption;
import dev.levada.cli.pipeline.LoadedConfiguration;
import dev.levada.cli.pipeline.LoadedPipeline;
import dev.levada.cli.pipeline.PipelineArguments;
import dev.levada.cli.pipeline.Pipelines;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.Terminal;
import dev.levada.dadstorm.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "shell",
        customSynopsis = "levada shell CONFIGURATION [OPTIONS]",
        descriptionHeading = "%n",
        description =
                "Command a running DADSTORM configuration: Start, Interval, Status, Crash, Freeze, Unfreeze, Wait."
                        + " Reads lines from a terminal, with completion and history, or from a file or a pipe.",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada shell dadstorm.conf --loopback",
            "  levada shell dadstorm.conf --loopback --script commands.txt --step",
            "  printf 'Start OP1\\nStatus\\n' | levada shell dadstorm.conf --loopback --start-all"
        })
public final class ShellCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private PipelineArguments arguments = new PipelineArguments();

    @Option(names = "--step", description = "Wait for Enter before each command of the script.")
    private boolean step;

    @Option(names = "--no-history-file", description = "Forget what was typed when the shell is left.")
    private boolean noHistoryFile;

    public ShellCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (LoadedPipeline pipeline = Pipelines.load(arguments)) {
            if (pipeline instanceof LoadedConfiguration configuration) {
                return talk(configuration);
            }
            throw CommandException.badInput(
                    "the shell commands DADSTORM configurations, and '%s' is a program; use 'levada run' for it"
                            .formatted(arguments.pipeline().orElse("")));
        }
    }

    private int talk(LoadedConfiguration configuration) {
        configuration.warnings().forEach(terminal.err()::println);
        // The job speaks before there is a line to type, and the line needs the job's plan.
        Relay log = new Relay(terminal.out()::println);
        PrintStream out = terminal.typed() ? LinesAbove.printing(log) : terminal.out();
        Output.attach(configuration, arguments.output(), arguments.guarantee(configuration), out);
        Console console = configuration.console(arguments.settings(configuration), configuration.topology(), log);
        Interruption interruption = Interruption.of(console.job());
        try (LineSource lines = lines(console)) {
            log.to = lines::print;
            return new ShellSession(console, lines, step).run().code();
        } finally {
            log.to = terminal.out()::println;
            interruption.close();
        }
    }

    private LineSource lines(Console console) {
        return terminal.typed()
                ? new EditedLines(new WordCompleter(new Replicas(console.job().plan())), historyFile())
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
