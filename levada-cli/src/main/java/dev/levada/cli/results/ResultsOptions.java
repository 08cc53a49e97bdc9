package dev.levada.cli.results;

import dev.levada.bench.result.Results;
import dev.levada.cli.picture.ResultsPage;
import dev.levada.cli.terminal.JsonFile;
import dev.levada.cli.timeline.ReportFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Where results go besides the terminal. */
public final class ResultsOptions {
    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Write the measurements as JSON, with each run, the machine and the settings; for 'levada bench"
                            + " compare' and 'page', and for scripts.")
    private @Nullable Path report;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write a page with plots, complete in itself; 'levada bench page' makes one of reports.")
    private @Nullable Path html;

    /** As picocli makes it. */
    public ResultsOptions() {}

    /** The file for JSON, if one was asked for. */
    public Optional<Path> report() {
        return Optional.ofNullable(report);
    }

    /**
     * Where results are to be written to later. Says at once if that cannot be.
     *
     * @throws dev.levada.cli.terminal.CommandException if it cannot
     */
    public Files open() {
        return new Files(
                Optional.ofNullable(report).map(JsonFile::at),
                Optional.ofNullable(html).map(JsonFile::at));
    }

    /** The files that were asked for. */
    public record Files(Optional<JsonFile> report, Optional<JsonFile> html) {

        /** @param more what only this measurement has to say, for scripts */
        public void write(Results results, Map<String, Object> more) {
            if (report.isEmpty() && html.isEmpty()) {
                return;
            }
            Map<String, Object> content = new LinkedHashMap<>(ResultsContent.of(results));
            content.putAll(more); // which may know better whether all is exact
            report.ifPresent(file -> file.write(content));
            html.ifPresent(file -> file.write(ResultsPage.html(List.of(new ResultsPage.Part(
                    "", results, ReportFile.sections("", JsonMapper.shared().valueToTree(content)))))));
        }
    }
}
