package dev.levada.cli.replicate;

import dev.levada.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of what there is to do with a replicated store. */
@Command(
        name = "replicate",
        customSynopsis = "levada replicate WHAT [OPTIONS]",
        descriptionHeading = "%n",
        description =
                "Run a key-value store with several replicas, use it while they are killed, and judge what it showed.",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada replicate kv --members 3",
            "  levada replicate load --members 3 --operations 5000 --clients 8 --keys 20 --fault kill-leader --faults 3"
                    + " --history h.jsonl",
            "  levada replicate check h.jsonl",
            "  levada replicate bench --quick"
        })
public final class ReplicateCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ReplicateCommand() {}

    /** The group with all that is in it. */
    public static CommandLine create(Terminal terminal) {
        return new CommandLine(new ReplicateCommand())
                .addSubcommand(new KvCommand(terminal))
                .addSubcommand(new LoadCommand(terminal))
                .addSubcommand(new CheckCommand(terminal))
                .addSubcommand(new BenchCommand(terminal));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "replicate needs to be told what to do; there is "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
