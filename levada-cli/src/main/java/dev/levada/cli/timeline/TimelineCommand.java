package dev.levada.cli.timeline;

import dev.levada.cli.picture.Page;
import dev.levada.cli.picture.RecoveriesPicture;
import dev.levada.cli.terminal.CommandException;
import dev.levada.cli.terminal.ExitCode;
import dev.levada.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** See its description. */
@Command(
        name = "timeline",
        customSynopsis = "levada timeline REPORT... [OPTIONS]",
        descriptionHeading = "%n",
        description =
                "Draw how jobs recovered, phase by phase and task by task, all reports on one axis one under the other.",
        parameterListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  levada run wordcount --input book.txt --workers 2 --guarantee exactly-once --report run.json",
            "  levada timeline run.json --output run.svg",
            "  levada bench recovery --report recovery.json && levada timeline recovery.json"
        })
public final class TimelineCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "REPORT",
            arity = "1..*",
            description = "What --report of 'levada run' or of 'levada bench recovery' has written.")
    private List<Path> reports = new ArrayList<>();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The picture, by the end of its name: .svg, or .html, a page; timeline.html if not given.")
    private Path output = Path.of("timeline.html");

    /** As picocli is given it. */
    public TimelineCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        boolean page = output.toString().endsWith(".html");
        if (!page && !output.toString().endsWith(".svg")) {
            throw CommandException.badInput(
                    "picture '%s' has a name that ends neither in .svg nor in .html; choose one".formatted(output));
        }
        List<RecoveriesPicture.Section> sections = reports.stream()
                .map(ReportFile::read)
                .flatMap(report -> report.sections().stream())
                .toList();
        String svg = RecoveriesPicture.svg(sections);
        write(page ? Page.of("Recoveries", svg) : svg);
        terminal.out()
                .println("%s: %d recoveries of %d reports"
                        .formatted(
                                output,
                                sections.stream()
                                        .mapToInt(each -> each.recoveries().size())
                                        .sum(),
                                reports.size()));
        return ExitCode.DONE.code();
    }

    private void write(String text) {
        try {
            Files.writeString(output, text);
        } catch (IOException e) {
            throw CommandException.badInput(
                    "picture '%s' cannot be written: %s; name a file in a directory that is there"
                            .formatted(output, e.getMessage()),
                    e);
        }
    }
}
