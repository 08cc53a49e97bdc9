package dev.levada.cli.picture;

import dev.levada.faults.RoundResult;
import java.util.List;
import java.util.Locale;

/** What was committed over time, and what was done to the jobs meanwhile, a strip for each round. */
public final class RoundsPicture {
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
    private final Svg svg;

    private RoundsPicture(double seconds, long records, int rounds) {
        this.seconds = seconds;
        this.records = records;
        this.svg = new Svg(LEFT + WIDTH + 20, TOP + rounds * (STRIP + GAP) + 20);
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
        return new RoundsPicture(seconds, records, shown.size()).draw(shown);
    }

    private String draw(List<RoundResult> rounds) {
        svg.say(
                "head",
                LEFT,
                16,
                "committed records over time; each bar is a fault, its shade the pause in what is committed");
        for (int i = 0; i < rounds.size(); i++) {
            strip(rounds.get(i), TOP + i * (STRIP + GAP) + LABEL_LINES * LABEL_HEIGHT);
        }
        return svg.finished();
    }

    private void strip(RoundResult round, int top) {
        String kind = round.right() ? "good" : "bad";
        svg.say("head", 4, top + 14, "seed " + round.seed());
        svg.say(kind, 4, top + 28, round.outcome().name().toLowerCase(Locale.ROOT));
        svg.say("faint", 4, top + 42, "%.1f s".formatted(round.seconds()));
        svg.bar("strip", LEFT, top, WIDTH * round.seconds() / seconds, STRIP);
        round.strikes()
                .forEach(strike ->
                        svg.bar("pause", x(strike.at()), top, WIDTH * strike.pauseMillis() / 1_000 / seconds, STRIP));
        curve(round, top, kind);
        for (int i = 0; i < round.strikes().size(); i++) {
            mark(round.strikes().get(i), top, i % LABEL_LINES);
        }
        for (int second = 0; second <= round.seconds(); second += seconds > 60 ? 10 : 2) {
            svg.say("faint small", x(second), top + STRIP + 9, second + " s");
        }
    }

    private void curve(RoundResult round, int top, String kind) {
        StringBuilder points = new StringBuilder();
        double last = top + STRIP;
        for (RoundResult.Sample sample : round.progress()) {
            double y = top + STRIP - (double) STRIP * sample.records() / records;
            points.append(String.format(Locale.ROOT, "%.1f,%.1f %.1f,%.1f ", x(sample.at()), last, x(sample.at()), y));
            last = y;
        }
        svg.curve(kind, points.toString());
    }

    private void mark(RoundResult.Struck strike, int top, int line) {
        double x = x(strike.at());
        svg.line("fault", x, top - LABEL_HEIGHT * line, x, top + STRIP);
        svg.say(
                "bad",
                x + 2,
                top - 2 - LABEL_HEIGHT * line,
                "%s, %.1f s".formatted(strike.fault().label(), strike.pauseMillis() / 1_000));
    }

    private double x(double second) {
        return LEFT + WIDTH * second / seconds;
    }
}
