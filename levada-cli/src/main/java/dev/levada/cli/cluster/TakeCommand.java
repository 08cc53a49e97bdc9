package dev.levada.cli.cluster;

import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.node.text.Printable;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** See its description. */
@Command(
        name = "take",
        customSynopsis = "levada savepoint take JOB --output DIR [OPTIONS]",
        descriptionHeading = "%n",
        description = "Keep the state of a job that runs in a cluster. The job goes on.",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = "  levada savepoint take words-1 --output /backup/monday")
public final class TakeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "JOB", description = "Its id; 'levada status' shows it.")
    private String job = "";

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "Where to, on the coordinator's host: empty, or not there yet.")
    private Path output = Path.of("");

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    public TakeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String directory = output.toAbsolutePath().normalize().toString();
        String made = cluster.client().savepoint(job, directory);
        terminal.out().println("savepoint of %s: %s".formatted(job, Printable.line(made)));
        return ExitCode.DONE.code();
    }
}
