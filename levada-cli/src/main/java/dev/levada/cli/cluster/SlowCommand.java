package dev.levada.cli.cluster;

import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.core.plan.TaskId;
import dev.levada.node.cluster.Cluster;
import dev.levada.node.cluster.FaultCommand;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** See its description. */
@Command(
        name = "slow",
        customSynopsis = "levada fault slow ALIAS MILLIS [OPTIONS]",
        descriptionHeading = "%n",
        description = "Make a task wait from one record to the next.",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {"  levada fault slow split#0 50", "  levada fault slow split#0 0        as fast as it can again"})
final class SlowCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "ALIAS", description = "The task, such as split#0.")
    private String alias = "";

    @Parameters(index = "1", paramLabel = "MILLIS", description = "How long it waits, in milliseconds.")
    private long millis;

    @Mixin
    private JobChoice choice = new JobChoice();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    SlowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        FaultCommand command = new FaultCommand.Slow(TaskId.parse(alias), Duration.ofMillis(millis));
        Cluster client = cluster.client();
        String job = choice.ofTask(client, alias);
        client.fault(job, command);
        terminal.out().println("%s of %s: waits %d ms".formatted(alias, job, millis));
        return ExitCode.DONE.code();
    }
}
