package dev.levada.cli.picture;

import dev.levada.bench.result.Configuration;
import dev.levada.bench.result.Figure;
import dev.levada.bench.result.Results;
import dev.levada.bench.result.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What each configuration gains or loses against its baseline, in percent: a bar, and how far the rounds differ. */
final class BaselinePlot {
    private static final int LEFT = 300;
    private static final int WIDTH = 560;
    private static final int ROW = 20;
    private static final int TOP = 46;
    private static final int MOST_ROWS = 80;
    private static final double MOST_PERCENT = 1_000;

    private BaselinePlot() {}

    /** One line. */
    private record Row(Configuration configuration, List<Double> percents) {}

    /** The plot; empty if there is nothing to measure against. */
    static String svg(Results results, Figure figure, Colours colours) {
        List<Row> rows = results.configurations().stream()
                .map(each -> new Row(each, percents(results, each, figure)))
                .filter(row -> !row.percents.isEmpty())
                .limit(MOST_ROWS)
                .toList();
        return rows.isEmpty() ? "" : draw(results, figure, colours, rows);
    }

    private static List<Double> percents(Results results, Configuration configuration, Figure figure) {
        return Arrays.stream(results.againstBaseline(configuration, figure))
                .mapToObj(ratio -> Math.min(MOST_PERCENT, 100 * (ratio - 1)))
                .toList();
    }

    private static String draw(Results results, Figure figure, Colours colours, List<Row> rows) {
        int bottom = TOP + rows.size() * ROW;
        Svg svg = new Svg(LEFT + WIDTH + 90, bottom + 12);
        svg.say(
                "head",
                10,
                18,
                "%s against %s, percent: each round a dot, the bar their median"
                        .formatted(figure.title(), results.baselineLabel()));
        List<Double> all = new ArrayList<>(List.of(0.0));
        rows.forEach(row -> all.addAll(row.percents));
        Scale scale = Scale.linear(Collections.min(all), Collections.max(all), LEFT, LEFT + WIDTH);
        for (double tick : scale.ticks()) {
            svg.line("grid", scale.at(tick), TOP - 6, scale.at(tick), bottom);
            svg.say("faint small", scale.at(tick) - 6, TOP - 10, signed(tick));
        }
        for (int i = 0; i < rows.size(); i++) {
            row(svg, results, colours, rows.get(i), scale, TOP + i * ROW);
        }
        svg.line("zero", scale.at(0), TOP - 6, scale.at(0), bottom);
        return svg.finished();
    }

    private static void row(Svg svg, Results results, Colours colours, Row row, Scale scale, int top) {
        double middle = top + ROW / 2.0;
        String label = results.label(row.configuration);
        String colour = colours.of(row.configuration);
        Spread spread =
                Spread.of(row.percents.stream().mapToDouble(Double::doubleValue).toArray());
        double zero = scale.at(0);
        double end = scale.at(spread.median());
        svg.say(row.configuration.exact() ? "" : "bad", 10, middle + 4, RunsPlot.cut(label));
        svg.bar(
                colour + " soft",
                Math.min(zero, end),
                top + 4,
                Math.abs(end - zero),
                ROW - 8,
                "%s: %s%%, rounds %s to %s"
                        .formatted(label, signed(spread.median()), signed(spread.least()), signed(spread.most())));
        svg.line("whisker", scale.at(spread.least()), middle, scale.at(spread.most()), middle);
        for (double percent : row.percents) {
            svg.dot(colour, scale.at(percent), middle, 3, "%s: %s%%".formatted(label, signed(percent)));
        }
        svg.say("", LEFT + WIDTH + 12, middle + 4, signed(spread.median()) + " %");
    }

    private static String signed(double percent) {
        return String.format(Locale.ROOT, Math.abs(percent) < 10 ? "%+.1f" : "%+.0f", percent);
    }
}
