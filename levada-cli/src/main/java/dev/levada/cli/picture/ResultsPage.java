package dev.levada.cli.picture;

import dev.levada.bench.result.Configuration;
import dev.levada.bench.result.Environment;
import dev.levada.bench.result.Figure;
import dev.levada.bench.result.Results;
import dev.levada.bench.result.Spread;
import dev.levada.cli.terminal.Table;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What measurements came to, to be looked at. */
public final class ResultsPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** Those of a plot by themselves; the others are in the table. */
    private static final List<Figure> RUNS = List.of(
            Figure.PER_CORE_SECOND,
            Figure.PER_SECOND,
            Figure.P50,
            Figure.P99,
            Figure.OUTPUT_GAP,
            Figure.COMMIT_GAP,
            Figure.LATE,
            Figure.OTHERS_OUTPUT_PAUSE,
            Figure.EPOCH);

    private static final List<Figure> AGAINST = List.of(Figure.PER_CORE_SECOND, Figure.PER_SECOND);

    private ResultsPage() {}

    /**
     * One measurement.
     *
     * @param name its name for people, such as that of its file; empty if it is the only one
     * @param recoveries what is drawn of them; empty if nothing was
     */
    public record Part(String name, Results results, List<RecoveriesPicture.Section> recoveries) {
        public Part {
            recoveries = List.copyOf(recoveries);
        }
    }

    /** The page. */
    public static String html(List<Part> parts) {
        StringBuilder body = new StringBuilder();
        parts.forEach(part -> append(body, part));
        return Page.of(
                "levada bench "
                        + String.join(
                                ", ",
                                parts.stream()
                                        .map(part -> part.results.bench())
                                        .distinct()
                                        .toList()),
                body.toString());
    }

    private static void append(StringBuilder body, Part part) {
        Results results = part.results;
        Colours colours = Colours.of(results);
        body.append("<h1>%s</h1>%n"
                .formatted(Svg.escaped(part.name.isEmpty() ? results.bench() : results.bench() + ": " + part.name)));
        if (!results.exact()) {
            body.append("<p class=\"wrong\">Output was not what it had to be; the configurations are marked.</p>\n");
        }
        circumstances(body, results);
        section(
                body,
                "Each run",
                RUNS.stream()
                        .map(figure -> RunsPlot.svg(results, figure, colours))
                        .toList());
        section(
                body,
                "Against the baseline",
                AGAINST.stream()
                        .map(figure -> BaselinePlot.svg(results, figure, colours))
                        .toList());
        section(body, "Latency over time, by when records were due", List.of(LatencyPlot.svgs(results)));
        if (part.recoveries.stream().anyMatch(each -> !each.recoveries().isEmpty())) {
            section(body, "Recoveries, phase by phase", List.of(RecoveriesPicture.svg(part.recoveries)));
        }
        body.append("<h2>Medians, and the least and the most of all runs</h2>\n")
                .append(Page.table(table(results)));
    }

    private static void section(StringBuilder body, String heading, List<String> plots) {
        String all = String.join("", plots);
        if (!all.isEmpty()) {
            body.append("<h2>%s</h2>%n<div class=\"plots\">%n%s</div>%n".formatted(heading, all));
        }
    }

    private static void circumstances(StringBuilder body, Results results) {
        Environment where = results.environment();
        body.append("<dl>\n");
        pair(body, "measured", TIME.format(results.at()));
        pair(
                body,
                "on",
                "%d cores of %s, %,d MB, %s"
                        .formatted(where.cores(), where.machine(), where.memoryMegabytes(), where.system()));
        pair(body, "by", "levada %s, %s %s".formatted(where.levada(), where.java(), String.join(" ", where.flags())));
        if (where.load() >= 0) {
            pair(body, "load before", String.format(Locale.ROOT, "%.1f", where.load()));
        }
        for (Map.Entry<String, String> each : results.settings().entrySet()) {
            pair(body, each.getKey(), each.getValue());
        }
        body.append("</dl>\n");
    }

    private static void pair(StringBuilder body, String name, String value) {
        body.append("<dt>%s</dt><dd>%s</dd>%n".formatted(Svg.escaped(name), Svg.escaped(value)));
    }

    private static Table table(Results results) {
        List<Figure> figures = Arrays.stream(Figure.values())
                .filter(figure -> results.configurations().stream().anyMatch(each -> each.values(figure).length > 0))
                .toList();
        List<String> headings = new ArrayList<>(List.of("configuration"));
        figures.forEach(figure -> headings.add(figure.title()));
        headings.add("output");
        Table table = new Table(headings.toArray(String[]::new));
        for (Configuration each : results.configurations()) {
            List<Object> row = new ArrayList<>(List.of(results.label(each)));
            figures.forEach(figure ->
                    row.add(each.spread(figure).map(ResultsPage::spoken).orElse("")));
            row.add(each.exact() ? "exact" : "WRONG");
            table.row(row.toArray());
        }
        return table;
    }

    private static String spoken(Spread spread) {
        return spread.count() == 1
                ? Scale.brief(spread.median())
                : "%s (%s to %s)"
                        .formatted(
                                Scale.brief(spread.median()), Scale.brief(spread.least()), Scale.brief(spread.most()));
    }
}
