package dev.levada.faults;

import java.util.List;
import java.util.Locale;

/**
 * Draws what was committed over time, and what was done to the job meanwhile: an SVG picture, a strip for each round.
 */
public final class Timeline {
    private static final int MAX_ROUNDS = 60;
    private static final int LEFT = 110;
    private static final int WIDTH = 800;
    private static final int STRIP = 90;
    private static final int GAP = 44;
    private static final int TOP = 40;
    private static final int LABEL_LINES = 2;
    private static final int LABEL_HEIGHT = 11;

    private final double seconds;
    private final long records;
    private final StringBuilder svg = new StringBuilder();

    private Timeline(double seconds, long records) {
        this.seconds = seconds;
        this.records = records;
    }

    /** The picture, of the first 60 rounds and no more. */
    public static String svg(List<RoundResult> rounds) {
        List<RoundResult> shown = rounds.subList(0, Math.min(rounds.size(), MAX_ROUNDS));
        double seconds = shown.stream().mapToDouble(RoundResult::seconds).max().orElse(1);
        long records = shown.stream()
                .flatMap(round -> round.progress().stream())
                .mapToLong(RoundResult.Sample::records)
                .max()
                .orElse(1);
        return new Timeline(seconds, records).draw(shown);
    }

    private String draw(List<RoundResult> rounds) {
        int height = TOP + rounds.size() * (STRIP + GAP) + 20;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"10\">",
                LEFT + WIDTH + 20, height);
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
        add(
                "<text x=\"%d\" y=\"16\" font-size=\"13\">committed records over time; each bar is a fault,"
                        + " its shade the pause in what is committed</text>",
                LEFT);
        for (int i = 0; i < rounds.size(); i++) {
            strip(rounds.get(i), TOP + i * (STRIP + GAP) + LABEL_LINES * LABEL_HEIGHT);
        }
        add("</svg>");
        return svg.toString();
    }

    private void strip(RoundResult round, int top) {
        String colour = round.right() ? "#1b7837" : "#c51b1b";
        add("<text x=\"4\" y=\"%d\" font-weight=\"bold\">seed %d</text>", top + 14, round.seed());
        add(
                "<text x=\"4\" y=\"%d\" fill=\"%s\">%s</text>",
                top + 28, colour, round.outcome().name().toLowerCase(Locale.ROOT));
        add("<text x=\"4\" y=\"%d\">%.1f s</text>", top + 42, round.seconds());
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#f4f4f4\"/>",
                LEFT, top, WIDTH * round.seconds() / seconds, STRIP);
        round.strikes().forEach(strike -> span(strike, top));
        curve(round, top, colour);
        for (int i = 0; i < round.strikes().size(); i++) {
            mark(round.strikes().get(i), top, i % LABEL_LINES);
        }
        for (int second = 0; second <= round.seconds(); second += seconds > 60 ? 10 : 2) {
            add(
                    "<text x=\"%.1f\" y=\"%d\" fill=\"#777777\" font-size=\"8\">%d s</text>",
                    x(second), top + STRIP + 9, second);
        }
    }

    private void span(RoundResult.Struck strike, int top) {
        add(
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#f6c17a\" fill-opacity=\"0.5\"/>",
                x(strike.at()), top, WIDTH * strike.pauseMillis() / 1_000 / seconds, STRIP);
    }

    private void curve(RoundResult round, int top, String colour) {
        StringBuilder points = new StringBuilder();
        double last = top + STRIP;
        for (RoundResult.Sample sample : round.progress()) {
            double y = top + STRIP - (double) STRIP * sample.records() / records;
            points.append("%.1f,%.1f %.1f,%.1f ".formatted(x(sample.at()), last, x(sample.at()), y));
            last = y;
        }
        add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>", points, colour);
    }

    private void mark(RoundResult.Struck strike, int top, int line) {
        double x = x(strike.at());
        add(
                "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#b2182b\"/>",
                x, top - LABEL_HEIGHT * line, x, top + STRIP);
        add(
                "<text x=\"%.1f\" y=\"%d\" fill=\"#b2182b\">%s, %.1f s</text>",
                x + 2, top - 2 - LABEL_HEIGHT * line, strike.fault().label(), strike.pauseMillis() / 1_000);
    }

    private double x(double second) {
        return LEFT + WIDTH * second / seconds;
    }

    private void add(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
