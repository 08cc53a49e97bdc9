package dev.levada.cli.dspbench;

import dev.levada.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of the applications. */
@Command(
        name = "dspbench",
        customSynopsis = "levada dspbench COMMAND [OPTIONS]",
        descriptionHeading = "%n",
        description = "Run the applications of DSPBench on made-up input, or on files, and judge what they put out by a"
                + " plain sequential program that does the same.",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada dspbench list",
            "  levada dspbench run wc",
            "  levada dspbench run sd --workers 2 --recovery causal --fault kill-worker",
            "  levada dspbench matrix --recovery checkpoint,pessimistic --fault crash-task"
        })
public final class DspbenchCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private DspbenchCommand() {}

    /** The group with all that is in it. */
    public static CommandLine create(Terminal terminal) {
        return new CommandLine(new DspbenchCommand())
                .addSubcommand(new ListCommand(terminal))
                .addSubcommand(new InputCommand(terminal))
                .addSubcommand(new ApplicationCommand(terminal))
                .addSubcommand(new MatrixCommand(terminal));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "dspbench needs a command; there is "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
