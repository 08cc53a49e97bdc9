package dev.levada.cli.cluster;

import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import dev.levada.core.plan.TaskId;
import dev.levada.node.cluster.Cluster;
import dev.levada.node.cluster.FaultCommand;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A fault that concerns a task and says nothing more. Its name and description are set by the group. */
@Command(descriptionHeading = "%n", parameterListHeading = "%n", footerHeading = "%nExample:%n")
final class TaskFaultCommand implements Callable<Integer> {
    private final Function<TaskId, FaultCommand> fault;
    private final Terminal terminal;

    @Parameters(paramLabel = "ALIAS", description = "The task, such as split#0; 'levada status' shows it.")
    private String alias = "";

    @Mixin
    private JobChoice choice = new JobChoice();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    TaskFaultCommand(Function<TaskId, FaultCommand> fault, Terminal terminal) {
        this.fault = fault;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        FaultCommand command = fault.apply(TaskId.parse(alias));
        Cluster client = cluster.client();
        String job = choice.ofTask(client, alias);
        client.fault(job, command);
        terminal.out().println("%s of %s: done".formatted(alias, job));
        return ExitCode.DONE.code();
    }
}
