package dev.levada.cli.picture;

import dev.levada.bench.result.Configuration;
import dev.levada.bench.result.Figure;
import dev.levada.bench.result.Results;
import dev.levada.bench.result.Spread;
import java.util.Arrays;
import java.util.List;

/** A figure of each configuration, a line each: every run is a dot, and the median a stroke. */
final class RunsPlot {
    private static final int LEFT = 300;
    private static final int WIDTH = 560;
    private static final int RIGHT = 90;
    private static final int ROW = 20;
    private static final int TOP = 46;
    private static final int MOST_ROWS = 80;
    /** Times that differ by more are shown by their powers. */
    private static final double WIDE = 20;

    private final Results results;
    private final Figure figure;
    private final Colours colours;
    private final List<Configuration> shown;

    private RunsPlot(Results results, Figure figure, Colours colours) {
        this.results = results;
        this.figure = figure;
        this.colours = colours;
        this.shown = results.configurations().stream()
                .filter(each -> each.values(figure).length > 0)
                .limit(MOST_ROWS)
                .toList();
    }

    /** The plot; empty if no run has the figure. */
    static String svg(Results results, Figure figure, Colours colours) {
        RunsPlot plot = new RunsPlot(results, figure, colours);
        return plot.shown.isEmpty() ? "" : plot.draw();
    }

    private String draw() {
        int bottom = TOP + shown.size() * ROW;
        Svg svg = new Svg(LEFT + WIDTH + RIGHT, bottom + 12);
        svg.say("head", 10, 18, figure.title() + better());
        Scale scale = scale();
        for (double tick : scale.ticks()) {
            svg.line("grid", scale.at(tick), TOP - 6, scale.at(tick), bottom);
            svg.say("faint small", scale.at(tick) - 6, TOP - 10, Scale.brief(tick));
        }
        for (int i = 0; i < shown.size(); i++) {
            row(svg, shown.get(i), scale, TOP + i * ROW);
        }
        return svg.finished();
    }

    private String better() {
        return switch (figure.better()) {
            case MORE -> " (more is better)";
            case LESS -> " (less is better)";
            case UNSAID -> "";
        };
    }

    private Scale scale() {
        double[] all = shown.stream()
                .flatMapToDouble(each -> Arrays.stream(each.values(figure)))
                .toArray();
        double most = Arrays.stream(all).max().orElse(1);
        double least = Arrays.stream(all).filter(each -> each > 0).min().orElse(1);
        boolean powers = figure.better() == Figure.Better.LESS && most / least > WIDE;
        return powers
                ? Scale.powers(least, most, LEFT, LEFT + WIDTH)
                : Scale.linear(0, Math.max(most, least), LEFT, LEFT + WIDTH);
    }

    private void row(Svg svg, Configuration configuration, Scale scale, int top) {
        double middle = top + ROW / 2.0;
        String label = results.label(configuration);
        svg.say(configuration.exact() ? "" : "bad", 10, middle + 4, RunsPlot.cut(label));
        svg.line("grid", LEFT, middle, LEFT + WIDTH, middle);
        String colour = colours.of(configuration);
        double[] values = configuration.values(figure);
        for (int i = 0; i < values.length; i++) {
            svg.dot(
                    colour,
                    scale.at(values[i]),
                    middle,
                    4.5,
                    "%s, run %d: %s".formatted(label, i + 1, Scale.brief(values[i])));
        }
        Spread spread = Spread.of(values);
        svg.line("median", scale.at(spread.median()), top + 3, scale.at(spread.median()), top + ROW - 3);
        svg.say("", LEFT + WIDTH + 12, middle + 4, Scale.brief(spread.median()));
    }

    /** As much of a label as there is room for. */
    static String cut(String label) {
        return label.length() <= 46 ? label : label.substring(0, 45) + "…";
    }
}
