package dev.levada.cli.picture;

import dev.levada.bench.result.Configuration;
import dev.levada.bench.result.Results;
import dev.levada.bench.result.Run;
import dev.levada.bench.result.Slice;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The latency of what was due at each time, all runs of a configuration over each other, a strip for each; a stroke
 * where something was made to fail. All strips of a page have the same axes.
 */
final class LatencyPlot {
    private static final int LEFT = 52;
    private static final int WIDTH = 430;
    private static final int HEIGHT = 130;
    private static final int TOP = 40;
    private static final int FOOT = 26;
    private static final int MOST_STRIPS = 60;

    private final Results results;
    private final Scale time;
    private final Scale millis;

    private LatencyPlot(Results results) {
        this.results = results;
        List<Slice> all = results.configurations().stream()
                .flatMap(each -> each.runs().stream())
                .flatMap(run -> run.slices().stream())
                .toList();
        this.time =
                Scale.linear(0, all.stream().mapToDouble(Slice::second).max().orElse(1), LEFT, LEFT + WIDTH);
        this.millis = Scale.powers(
                Math.max(0.001, all.stream().mapToDouble(Slice::p50).min().orElse(1)),
                Math.max(0.01, all.stream().mapToDouble(Slice::max).max().orElse(1)),
                TOP + HEIGHT,
                TOP);
    }

    /** The strips, one after the other; empty if no latency was measured over time. */
    static String svgs(Results results) {
        LatencyPlot plot = new LatencyPlot(results);
        return results.configurations().stream()
                .filter(each ->
                        each.runs().stream().anyMatch(run -> !run.slices().isEmpty()))
                .limit(MOST_STRIPS)
                .map(plot::strip)
                .collect(Collectors.joining());
    }

    private String strip(Configuration configuration) {
        Svg svg = new Svg(LEFT + WIDTH + 16, TOP + HEIGHT + FOOT);
        svg.say(configuration.exact() ? "head" : "bad", 10, 16, results.label(configuration));
        legend(svg);
        for (double tick : millis.ticks()) {
            svg.line("grid", LEFT, millis.at(tick), LEFT + WIDTH, millis.at(tick));
            svg.say("faint small", 6, millis.at(tick) + 3, Scale.brief(tick));
        }
        for (double tick : time.ticks()) {
            svg.line("grid", time.at(tick), TOP, time.at(tick), TOP + HEIGHT);
            svg.say("faint small", time.at(tick) - 6, TOP + HEIGHT + 12, Scale.brief(tick) + " s");
        }
        for (Run run : configuration.runs()) {
            curve(svg, "k4 worst", run, Slice::max);
            curve(svg, "k1", run, Slice::p99);
            curve(svg, "k0", run, Slice::p50);
            run.faultAt().ifPresent(at -> {
                svg.line("fault", time.at(at), TOP, time.at(at), TOP + HEIGHT);
                svg.say("bad small", time.at(at) + 3, TOP + 9, run.note());
            });
        }
        return svg.finished();
    }

    private static void legend(Svg svg) {
        int x = LEFT;
        for (String each : List.of("k0 median", "k1 99th percentile", "k4 worst")) {
            String[] words = each.split(" ", 2);
            svg.bar(words[0], x, 23, 9, 9);
            svg.say("faint small", x + 13, 31, words[1] + ", ms");
            x += 100;
        }
    }

    private void curve(Svg svg, String kind, Run run, ToDoubleFunction<Slice> value) {
        if (!run.slices().isEmpty()) {
            svg.curve(
                    kind,
                    run.slices().stream()
                            .map(slice -> String.format(
                                    Locale.ROOT,
                                    "%.1f,%.1f",
                                    time.at(slice.second()),
                                    millis.at(value.applyAsDouble(slice))))
                            .collect(Collectors.joining(" ")));
        }
    }
}
