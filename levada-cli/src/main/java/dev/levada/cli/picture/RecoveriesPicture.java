package dev.levada.cli.picture;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Recoveries one under the other on a common axis, those of each report under its name. */
public final class RecoveriesPicture {
    private static final int LEFT = 250;
    private static final int WIDTH = 700;
    private static final int ROW = 16;
    private static final int BAR = 11;
    private static final int HEAD = 22;
    private static final int SECTION = 34;
    private static final int TOP = 70;
    private static final int TICKS = 8;

    private final double from;
    private final double to;
    private final double step;
    private final Svg svg;
    private final int height;

    /** The recoveries of one report. */
    public record Section(String name, List<Moments> recoveries) {
        public Section {
            recoveries = List.copyOf(recoveries);
        }
    }

    private RecoveriesPicture(List<Section> sections) {
        double before = moments(sections).mapToDouble(Moments::before).max().orElse(0);
        double end = moments(sections).mapToDouble(Moments::end).max().orElse(0);
        this.step = step(Math.max(1, before + end));
        this.from = 0 - Math.ceil(before / step) * step;
        this.to = Math.max(step, Math.ceil(end / step) * step);
        this.height = TOP
                + sections.size() * SECTION
                + moments(sections).mapToInt(RecoveriesPicture::height).sum();
        this.svg = new Svg(LEFT + WIDTH + 30, height + 10);
    }

    private static Stream<Moments> moments(List<Section> sections) {
        return sections.stream().flatMap(section -> section.recoveries().stream());
    }

    /** 1, 2 or 5 times a power of ten, so that there are about {@link #TICKS}. */
    private static double step(double span) {
        double power = Math.pow(10, Math.floor(Math.log10(span / TICKS)));
        double wanted = span / TICKS / power;
        return power * (wanted <= 1 ? 1 : wanted <= 2 ? 2 : wanted <= 5 ? 5 : 10);
    }

    private static int height(Moments recovery) {
        int left = recovery.left() > 0 ? 1 : 0;
        return HEAD + ROW * (recovery.notes().size() + recovery.rows().size() + left) + 8;
    }

    /** The picture. */
    public static String svg(List<Section> sections) {
        return new RecoveriesPicture(sections).draw(sections);
    }

    private String draw(List<Section> sections) {
        svg.say("title", 10, 22, "Recoveries, in milliseconds since the failure was known");
        legend();
        axis();
        int y = TOP;
        for (Section section : sections) {
            svg.say("title", 10, y + 22, section.name());
            y += SECTION;
            for (Moments recovery : section.recoveries()) {
                recovery(recovery, y);
                y += height(recovery);
            }
        }
        return svg.finished();
    }

    private void legend() {
        int x = 10;
        for (Moments.Phase phase : Moments.Phase.values()) {
            svg.bar(phase.kind(), x, 33, 12, BAR);
            svg.say("faint", x + 16, 43, phase.meaning());
            x += 26 + 6 * phase.meaning().length();
        }
        svg.line("online", x, 32, x, 45);
        svg.say("faint", x + 5, 43, "all tasks run again");
    }

    private void axis() {
        for (double tick = from; tick <= to + step / 2; tick += step) {
            svg.line("grid", x(tick), TOP, x(tick), height);
            svg.say("faint small", x(tick) + 2, TOP - 2, String.format(Locale.ROOT, step < 1 ? "%.1f" : "%.0f", tick));
        }
        svg.line("known", x(0), TOP, x(0), height);
    }

    private void recovery(Moments recovery, int top) {
        svg.say("head", 10, top + 13, recovery.title());
        int y = top + HEAD;
        for (String note : recovery.notes()) {
            svg.say("faint", 20, y + 7, note);
            y += ROW;
        }
        int first = y;
        for (Moments.Row row : recovery.rows()) {
            svg.say("", 20, y + 9, row.label());
            for (Moments.Span span : row.spans()) {
                span(row, span, y);
            }
            y += ROW;
        }
        if (recovery.online() > 0) {
            svg.line("online", x(recovery.online()), first - 2, x(recovery.online()), y - 2);
        }
        if (recovery.left() > 0) {
            svg.say("faint", 20, y + 9, "and %d more, which needed no longer".formatted(recovery.left()));
        }
    }

    private void span(Moments.Row row, Moments.Span span, int y) {
        String tip = String.format(
                Locale.ROOT,
                "%s: %s, %.0f to %.0f ms",
                row.label(),
                span.phase().meaning(),
                span.from(),
                span.to());
        svg.bar(
                span.phase().kind(),
                x(span.from()),
                y,
                Math.max(1, x(span.to()) - x(span.from())),
                BAR,
                span.tip().isEmpty() ? tip : tip + ", " + span.tip());
    }

    private double x(double millis) {
        return LEFT + WIDTH * (millis - from) / (to - from);
    }
}
