package dev.levada.cli.cluster;

import dev.levada.cli.terminal.Terminal;
import dev.levada.core.plan.TaskId;
import dev.levada.node.cluster.FaultCommand;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of faults that can be made on purpose. */
@Command(
        name = "fault",
        customSynopsis = "levada fault crash|freeze|unfreeze|slow|partition [OPTIONS]",
        descriptionHeading = "%n",
        description = "Harm a job of a cluster on purpose, to see what becomes of it. Tasks go by their alias, such as"
                + " split#0; workers by their id, such as w3. 'levada status' shows both.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada fault crash split#0",
            "  levada fault freeze count#1 --job words-1",
            "  levada fault slow count#1 50",
            "  levada fault partition w1 w2 --for 5000"
        })
public final class FaultGroup implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private FaultGroup() {}

    /** The group with all that is in it. */
    public static CommandLine create(Terminal terminal) {
        return new CommandLine(new FaultGroup())
                .addSubcommand(ofTask("crash", "Kill the process of a task.", FaultCommand.Crash::new, terminal))
                .addSubcommand(ofTask("freeze", "Make a task stop processing.", FaultCommand.Freeze::new, terminal))
                .addSubcommand(ofTask("unfreeze", "Let a frozen task go on.", FaultCommand.Unfreeze::new, terminal))
                .addSubcommand(new SlowCommand(terminal))
                .addSubcommand(new PartitionCommand(terminal));
    }

    private static CommandLine ofTask(
            String word, String description, Function<TaskId, FaultCommand> fault, Terminal terminal) {
        CommandLine command = new CommandLine(new TaskFaultCommand(fault, terminal));
        command.setCommandName(word);
        command.getCommandSpec().name(word).usageMessage().description(description);
        command.getCommandSpec().usageMessage().customSynopsis("levada fault %s ALIAS [OPTIONS]".formatted(word));
        command.getCommandSpec().usageMessage().footer("  levada fault %s split#0".formatted(word));
        return command;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "fault needs to be told which: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
