package dev.levada.cli.cluster;

import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.node.cluster.Cluster;
import dev.levada.node.cluster.FaultCommand;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** See its description. */
@Command(
        name = "partition",
        customSynopsis = "levada fault partition WORKER WORKER [OPTIONS]",
        descriptionHeading = "%n",
        description = "Keep what two workers send each other from arriving.",
        parameterListHeading = "%n",
        footerHeading = "%nExample:%n",
        footer = "  levada fault partition w1 w2 --for 5000")
final class PartitionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "WORKER", description = "One, such as w1.")
    private String one = "";

    @Parameters(index = "1", paramLabel = "WORKER", description = "The other, such as w2.")
    private String other = "";

    @Option(
            names = "--for",
            paramLabel = "MILLIS",
            description = "Heal it after so many milliseconds; never if not given.")
    private @Nullable Long millis;

    @Mixin
    private JobChoice choice = new JobChoice();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    PartitionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        FaultCommand command = new FaultCommand.Partition(
                one, other, Optional.ofNullable(millis).map(Duration::ofMillis));
        Cluster client = cluster.client();
        String job = choice.ofWorker(client, one);
        client.fault(job, command);
        terminal.out().println("%s and %s of %s: cut off from each other".formatted(one, other, job));
        return ExitCode.DONE.code();
    }
}
