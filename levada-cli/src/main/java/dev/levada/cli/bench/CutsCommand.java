package dev.levada.cli.bench;

import dev.levada.bench.CutsBench;
import dev.levada.bench.Measurements;
import dev.levada.cli.results.ResultsOptions;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Program;
import dev.levada.cli.terminal.StatusLine;
import dev.levada.cli.terminal.Table;
import dev.levada.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** See its description. */
@Command(
        name = "cuts",
        customSynopsis = "levada bench cuts [OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Run a job in which one operator is slow and its input piles up, with aligned, unaligned and automatic cuts:"
                    + " how long does a checkpoint take, from its trigger until output is shown? They are triggered every"
                    + " 100 ms, one at a time. Fails if any output is wrong.",
            "RATIO is how many times longer aligned ones take."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  levada bench cuts", "  levada bench cuts --records 20000 --micros 500 --report cuts.json"})
final class CutsCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final CutsBench.Options defaults = CutsBench.Options.defaults();

    @Option(names = "--records", paramLabel = "N", description = "How many records each run has; 40000 if not given.")
    private long records = defaults.records();

    @Option(
            names = "--micros",
            paramLabel = "N",
            description = "How many microseconds the slow operator takes over each; 250 if not given.")
    private long micros = defaults.micros();

    @Mixin
    private ResultsOptions results = new ResultsOptions();

    CutsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ResultsOptions.Files files = results.open();
        Measurements begun = Measurements.begin(Program.version());
        CutsBench.Report measured = CutsBench.run(options(), new StatusLine(terminal)::print);
        files.write(begun.of(measured), content(measured));
        Table table = new Table("CUTS", "EPOCHS", "MEDIAN-MS", "RATIO", "OUTPUT");
        measured.measured()
                .forEach(each -> table.row(
                        each.cuts().label(),
                        each.epochMillis().size(),
                        "%.0f".formatted(each.medianMillis()),
                        "%.1f".formatted(measured.ratio(each)),
                        each.exact() ? "exact" : "WRONG"));
        table.lines().forEach(terminal.out()::println);
        return (measured.exact() ? ExitCode.DONE : ExitCode.FAILED).code();
    }

    private CutsBench.Options options() {
        try {
            return new CutsBench.Options(records, micros);
        } catch (IllegalArgumentException e) {
            throw CommandException.badInput("--records, --micros: " + e.getMessage());
        }
    }

    private static Map<String, Object> content(CutsBench.Report report) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("bench", "cuts");
        content.put("records", report.options().records());
        content.put("micros", report.options().micros());
        content.put("exact", report.exact());
        content.put(
                "cuts",
                report.measured().stream().map(each -> measured(report, each)).toList());
        return content;
    }

    private static Map<String, Object> measured(CutsBench.Report report, CutsBench.Measured measured) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("cuts", measured.cuts().label());
        content.put("epochs", measured.epochMillis().size());
        content.put("medianMs", measured.medianMillis());
        content.put("ratio", report.ratio(measured));
        return content;
    }
}
