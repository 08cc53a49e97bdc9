package dev.levada.cli.picture;

import dev.levada.bench.services.Measured;
import dev.levada.cli.terminal.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What services did with more and more clients, and what under faults: a page of tables and plots. */
public final class ServicesPicture {
    private static final int WIDTH = 380;
    private static final int HEIGHT = 220;
    private static final int LEFT = 60;
    private static final int TOP = 50;
    private static final int FOOT = 36;
    private static final int STRIP_WIDTH = 700;
    private static final int STRIP_HEIGHT = 80;
    private static final int STRIP_GAP = 60;

    private ServicesPicture() {}

    /**
     * The page.
     *
     * @param tables under the plots, as they are on a terminal
     */
    public static String html(List<Measured> measured, List<Table> tables) {
        StringBuilder body = new StringBuilder("<h1>A plain server, consensus by hand, and the library</h1>\n");
        List<Measured> calm =
                measured.stream().filter(each -> each.cell().fault().isEmpty()).toList();
        for (int replicas : replicas(calm)) {
            for (long pause : calm.stream()
                    .map(each -> each.cell().pauseMillis())
                    .distinct()
                    .toList()) {
                List<Measured> shown = calm.stream()
                        .filter(each -> each.cell().pauseMillis() == pause)
                        .filter(each -> each.cell().replicas() == replicas
                                || each.cell().replicas() == 0)
                        .toList();
                body.append("<h2>%d replicas, %s</h2>%n"
                        .formatted(
                                replicas,
                                pause == 0 ? "clients ask without a pause" : "clients rest %d ms".formatted(pause)));
                body.append(curves("requests done a second, by clients", shown, Measured::perSecond));
                body.append(curves("latency, median, ms, by clients", shown, Measured::p50Millis));
                body.append(curves("latency, 99th percentile, ms, by clients", shown, Measured::p99Millis));
            }
        }
        List<Measured> struck =
                measured.stream().filter(each -> each.struck().isPresent()).toList();
        if (!struck.isEmpty()) {
            body.append("<h2>Under faults</h2>\n").append(strips(struck));
        }
        tables.forEach(table -> body.append(Page.table(table)));
        return Page.of("Replicated services", body.toString());
    }

    /** Of those that have some; of none, if only the plain one was measured. */
    private static List<Integer> replicas(List<Measured> measured) {
        List<Integer> all = measured.stream()
                .map(each -> each.cell().replicas())
                .distinct()
                .sorted()
                .toList();
        Predicate<Integer> some = each -> each > 0;
        return all.stream().anyMatch(some) ? all.stream().filter(some).toList() : all;
    }

    /** Both axes are logarithmic. */
    private static String curves(String title, List<Measured> shown, ToDoubleFunction<Measured> value) {
        Svg svg = new Svg(LEFT + WIDTH + 30, TOP + HEIGHT + FOOT);
        svg.say("head", LEFT, 16, title);
        double least =
                shown.stream().mapToDouble(value).filter(each -> each > 0).min().orElse(1);
        double most = shown.stream().mapToDouble(value).max().orElse(1);
        Axis y = Axis.ofPowers(least, most, TOP + HEIGHT, TOP);
        Axis x = Axis.of(
                shown.stream().mapToInt(each -> each.cell().clients()).min().orElse(1),
                shown.stream().mapToInt(each -> each.cell().clients()).max().orElse(1),
                LEFT,
                LEFT + WIDTH);
        for (double tick = y.least(); tick <= y.most() * 1.001; tick *= 10) {
            svg.line("grid", LEFT, y.at(tick), LEFT + WIDTH, y.at(tick));
            svg.say("faint small", 8, y.at(tick) + 3, tick < 1 ? "%.2f".formatted(tick) : "%,.0f".formatted(tick));
        }
        for (int clients : shown.stream()
                .map(each -> each.cell().clients())
                .distinct()
                .sorted()
                .toList()) {
            svg.line("grid", x.at(clients), TOP, x.at(clients), TOP + HEIGHT);
            svg.say("faint small", x.at(clients) - 5, TOP + HEIGHT + 14, String.valueOf(clients));
        }
        int legend = LEFT;
        for (String service :
                shown.stream().map(each -> each.cell().service()).distinct().toList()) {
            svg.bar(service, legend, 26, 10, 10);
            svg.say("faint", legend + 14, 35, service);
            legend += 80;
            curve(
                    svg,
                    shown.stream()
                            .filter(each -> each.cell().service().equals(service))
                            .toList(),
                    value,
                    x,
                    y);
        }
        return svg.finished();
    }

    private static void curve(Svg svg, List<Measured> one, ToDoubleFunction<Measured> value, Axis x, Axis y) {
        List<Measured> points = one.stream()
                .filter(each -> value.applyAsDouble(each) > 0)
                .sorted(Comparator.comparingInt(each -> each.cell().clients()))
                .toList();
        svg.curve(
                one.get(0).cell().service(),
                points.stream()
                        .map(each -> String.format(
                                Locale.ROOT, "%.1f,%.1f", x.at(each.cell().clients()), y.at(value.applyAsDouble(each))))
                        .collect(Collectors.joining(" ")));
        points.forEach(each -> svg.bar(
                each.cell().service(),
                x.at(each.cell().clients()) - 3,
                y.at(value.applyAsDouble(each)) - 3,
                6,
                6,
                "%s, %d clients: %.2f"
                        .formatted(each.cell().service(), each.cell().clients(), value.applyAsDouble(each))));
    }

    /** A strip for each: done and failed a second, and when a member was away. */
    private static String strips(List<Measured> struck) {
        Svg svg = new Svg(STRIP_WIDTH + 40, struck.size() * (STRIP_HEIGHT + STRIP_GAP) + 10);
        for (int i = 0; i < struck.size(); i++) {
            strip(svg, struck.get(i), i * (STRIP_HEIGHT + STRIP_GAP) + 34);
        }
        return svg.finished();
    }

    private static void strip(Svg svg, Measured one, int top) {
        Measured.Struck fault = one.struck().orElseThrow();
        double scale = (double) STRIP_WIDTH / one.seconds().size();
        String next = fault.failOverMillis().isPresent()
                ? "next write after %,d ms".formatted(fault.failOverMillis().getAsLong())
                : "no write until it was taken back";
        svg.say(
                "head",
                10,
                top - 18,
                "%s, %s".formatted(one.cell().service(), one.cell().name()));
        svg.say(
                "faint",
                10,
                top - 5,
                "%s; %s; nothing done for %,d ms; %,d errors of %,d"
                        .formatted(fault.member(), next, fault.gapMillis(), one.errors(), one.requests()));
        svg.bar("strip", 10, top, STRIP_WIDTH, STRIP_HEIGHT);
        double away = fault.healedAtSecond() - fault.atSecond();
        svg.bar("pause", 10 + fault.atSecond() * scale, top, away * scale, STRIP_HEIGHT, "a member is away");
        int most = Math.max(
                1,
                one.seconds().stream()
                        .mapToInt(second -> second.done() + second.errors())
                        .max()
                        .orElse(1));
        steps(
                svg,
                one.cell().service(),
                one.seconds().stream().map(Measured.Second::done).toList(),
                most,
                top);
        if (one.errors() > 0) {
            steps(
                    svg,
                    "errors",
                    one.seconds().stream().map(Measured.Second::errors).toList(),
                    most,
                    top);
        }
        svg.say("faint small", 10, top + STRIP_HEIGHT + 10, "0 s; at most %,d a second".formatted(most));
        svg.say(
                "faint small",
                STRIP_WIDTH - 15,
                top + STRIP_HEIGHT + 10,
                one.seconds().size() + " s");
    }

    private static void steps(Svg svg, String kind, List<Integer> values, int most, int top) {
        StringBuilder points = new StringBuilder();
        double width = (double) STRIP_WIDTH / values.size();
        for (int i = 0; i < values.size(); i++) {
            double y = top + STRIP_HEIGHT - (double) STRIP_HEIGHT * values.get(i) / most;
            points.append(
                    String.format(Locale.ROOT, "%.1f,%.1f %.1f,%.1f ", 10 + i * width, y, 10 + (i + 1) * width, y));
        }
        svg.curve(kind, points.toString().strip());
    }

    /** Logarithmic. */
    private record Axis(double least, double most, double from, double to) {

        static Axis of(double least, double most, double from, double to) {
            return new Axis(least, Math.max(most, least * 1.01), from, to);
        }

        /** From one power of ten to another. */
        static Axis ofPowers(double least, double most, double from, double to) {
            double first = Math.pow(10, Math.floor(Math.log10(least)));
            return of(first, Math.max(first * 10, Math.pow(10, Math.ceil(Math.log10(most)))), from, to);
        }

        double at(double value) {
            return from + (to - from) * Math.log(value / least) / Math.log(most / least);
        }
    }
}
