package dev.levada.cli.bench;

import dev.levada.cli.picture.ResultsPage;
import dev.levada.cli.results.ResultsFile;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.JsonFile;
import dev.levada.cli.terminal.Terminal;
import dev.levada.cli.timeline.ReportFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** See its description. */
@Command(
        name = "page",
        customSynopsis = "levada bench page REPORT... [OPTIONS]",
        descriptionHeading = "%n",
        description =
                "Make a page with plots of reports, complete in itself: each run, what is lost and won against the"
                        + " baseline, latency over time with the fault in it, and recoveries phase by phase.",
        parameterListHeading = "%n",
        footerHeading = "%nExample:%n",
        footer = "  levada bench page overhead.json recovery.json --output measured.html")
final class PageCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "REPORT",
            arity = "1..*",
            description = "What --report of 'levada bench' or 'levada dspbench matrix' has written.")
    private List<Path> reports = new ArrayList<>();

    @Option(names = "--output", paramLabel = "FILE", description = "The page; bench.html if not given.")
    private Path output = Path.of("bench.html");

    PageCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonFile file = JsonFile.at(output);
        List<ResultsPage.Part> parts = reports.stream()
                .map(ResultsFile::read)
                .map(each -> new ResultsPage.Part(
                        String.valueOf(each.path().getFileName()),
                        each.results(),
                        ReportFile.sections("", each.content())))
                .toList();
        file.write(ResultsPage.html(parts));
        terminal.out().println("%s: %d reports".formatted(output, parts.size()));
        return ExitCode.DONE.code();
    }
}
