package dev.levada.cli.bench;

import dev.levada.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of measurements. */
@Command(
        name = "bench",
        customSynopsis = "levada bench BENCHMARK [OPTIONS]",
        descriptionHeading = "%n",
        description =
                "Measure the engine against hand-written code, and protocols against none, in the same run; compare what"
                        + " was measured, and draw it.",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada bench wordcount",
            "  levada bench overhead --report overhead.json --html overhead.html",
            "  levada bench compare before.json after.json --fail-below 0.95",
            "  levada bench recovery",
            "  levada bench cuts",
            "  levada bench matrix --report matrix.json --html matrix.html",
            "  levada bench wordcount --words 2000000 --runs 3 --latency-seconds 0 --report bench.json"
        })
public final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private BenchCommand() {}

    /** The group with all that is in it. */
    public static CommandLine create(Terminal terminal) {
        return new CommandLine(new BenchCommand())
                .addSubcommand(new WordCountCommand(terminal))
                .addSubcommand(new OverheadCommand(terminal))
                .addSubcommand(new RecoveryCommand(terminal))
                .addSubcommand(new CutsCommand(terminal))
                .addSubcommand(new MatrixCommand(terminal))
                .addSubcommand(new CompareCommand(terminal))
                .addSubcommand(new PageCommand(terminal));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "bench needs the name of a benchmark; there is "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
