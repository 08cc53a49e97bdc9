package dev.levada.cli.cluster;

import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** See its description. */
@Command(
        name = "cancel",
        customSynopsis = "levada cancel JOB [OPTIONS]",
        descriptionHeading = "%n",
        description = "End a job of a cluster where it stands. What it has committed stays.",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {"  levada cancel words-1", "  levada cancel words-1 --cluster node1:10002 --tls certs"})
public final class CancelCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "JOB", description = "Its id; 'levada status' shows it.")
    private String job = "";

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    public CancelCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        cluster.client().cancel(job);
        terminal.out().println("%s is being cancelled".formatted(job));
        return ExitCode.DONE.code();
    }
}
