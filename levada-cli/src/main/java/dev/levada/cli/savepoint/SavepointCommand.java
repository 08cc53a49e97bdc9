package dev.levada.cli.savepoint;

import dev.levada.cli.cluster.TakeCommand;
import dev.levada.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of what can be done with savepoints. */
@Command(
        name = "savepoint",
        customSynopsis = "levada savepoint create|take|diff [OPTIONS]",
        descriptionHeading = "%n",
        description = "Keep the state of a job, and see what another pipeline would make of it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada savepoint create --state-dir state --to monday",
            "  levada savepoint take words-1 --output /backup/monday",
            "  levada savepoint diff monday wordcount --input book.txt",
            "  levada run wordcount --input book.txt --output counts.txt --from-savepoint monday"
        })
public final class SavepointCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private SavepointCommand() {}

    /** The group with all that is in it. */
    public static CommandLine create(Terminal terminal) {
        return new CommandLine(new SavepointCommand())
                .addSubcommand(new CreateCommand(terminal))
                .addSubcommand(new TakeCommand(terminal))
                .addSubcommand(new DiffCommand(terminal));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "savepoint needs to be told what to do: "
                        + String.join(" or ", spec.subcommands().keySet()));
    }
}
