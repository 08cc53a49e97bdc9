package dev.levada.cli.cluster;

import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.node.text.Printable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** See its description. */
@Command(
        name = "rescale",
        customSynopsis = "levada rescale JOB --parallelism N [OPTIONS]",
        descriptionHeading = "%n",
        description = "Let a job of a cluster go on with more or fewer tasks. Its state is dealt out anew.",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = "  levada rescale words-1 --parallelism 8")
public final class RescaleCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "JOB", description = "Its id; 'levada status' shows it.")
    private String job = "";

    @Option(
            names = "--parallelism",
            required = true,
            paramLabel = "N",
            description = "How many tasks an operator has that says nothing itself.")
    private int parallelism;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    public RescaleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().println(Printable.line(cluster.client().rescale(job, parallelism)));
        return ExitCode.DONE.code();
    }
}
