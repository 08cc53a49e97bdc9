package dev.levada.cli.timeline;

import dev.levada.cli.picture.Moments;
import dev.levada.cli.picture.Moments.Phase;
import dev.levada.cli.picture.Moments.Row;
import dev.levada.cli.picture.Moments.Span;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A recovery in a report.
 *
 * @param before for how many milliseconds the failure was not known
 * @param measured what was measured from outside; nothing in the report of a job
 */
record ReportedRecovery(int number, JsonNode report, double before, JsonNode measured) {
    private static final int MAX_ROWS = 12;
    private static final int MAX_NAMED = 6;
    private static final int MAX_NOTE_CHARS = 120;
    private static final int MAX_LABEL_CHARS = 38;
    /** A longer time is none. */
    private static final double MAX_MILLIS = 1e9;

    /** In the report of a job. */
    static ReportedRecovery ofJob(int number, JsonNode node) {
        return new ReportedRecovery(number, node, millis(node, "detected"), node.path("measured"));
    }

    /** In the report of a measurement: there it is known when the worker was killed. */
    static ReportedRecovery ofKill(int number, JsonNode node) {
        return new ReportedRecovery(number, node.path("recovery"), millis(node, "detectedMs"), node);
    }

    /** A moment that has not come is 0. */
    private static double millis(JsonNode node, String name) {
        double value = node.path(name).asDouble(0);
        return value > 0 && value < MAX_MILLIS ? value : 0;
    }

    Moments moments() {
        List<Row> rows = new ArrayList<>();
        addGap(rows, "no new output of lost keys", "outputGapMs");
        addGap(rows, "nothing of them committed", "gapMs");
        JsonNode tasks = report.path("tasks");
        for (JsonNode task : tasks) {
            if (rows.size() < MAX_ROWS) {
                rows.add(task(task));
            }
        }
        int drawn = (int) rows.stream()
                .filter(row -> row.spans().stream().noneMatch(span -> span.phase() == Phase.GAP))
                .count();
        return new Moments(title(), notes(), before, millis(report, "online"), rows, tasks.size() - drawn);
    }

    private void addGap(List<Row> rows, String label, String name) {
        double gap = millis(measured, name);
        if (gap > 0) {
            rows.add(new Row(label, List.of(new Span(Phase.GAP, -before, gap - before, "since the kill"))));
        }
    }

    private String title() {
        double caughtUp = millis(report, "caughtUp");
        return "%d. %s: online after %.0f ms%s"
                .formatted(
                        number,
                        report.path("protocol").asString("?"),
                        millis(report, "online"),
                        caughtUp > 0 ? ", caught up after %.0f ms".formatted(caughtUp) : "");
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        report.path("failed").forEach(task -> failed.add(task.asString("?")));
        int more = failed.size() - MAX_NAMED;
        String names = String.join(", ", failed.subList(0, Math.min(failed.size(), MAX_NAMED)));
        notes.add(cut(
                "failed: %s%s: %s"
                        .formatted(
                                names,
                                more > 0 ? " and %d more".formatted(more) : "",
                                report.path("cause").asString("?")),
                MAX_NOTE_CHARS));
        notes.add(
                switch (report.path("rolledBack").asInt(0)) {
                    case 0 -> "no other task went back";
                    case 1 -> "a task that had not failed went back, too";
                    default ->
                        "%d tasks that had not failed went back, too"
                                .formatted(report.path("rolledBack").asInt(0));
                });
        double pause = millis(measured, "othersOutputPauseMs");
        if (pause > 0) {
            notes.add("other keys: at most %.0f ms without new output, %.0f ms without a commit"
                    .formatted(pause, millis(measured, "othersCommitPauseMs")));
        }
        return notes;
    }

    private static String cut(String text, int chars) {
        return text.length() <= chars ? text : text.substring(0, chars) + "...";
    }

    private Row task(JsonNode task) {
        List<Span> spans = new ArrayList<>();
        double fenced = millis(report, "fenced");
        double restored = millis(task, "restored");
        double online = millis(task, "online");
        JsonNode replayed = task.path("replayed");
        if (task.has("cause")) {
            add(spans, Phase.DETECT, -before, 0, "");
        }
        add(spans, Phase.FENCE, 0, fenced, "");
        add(spans, Phase.RESTORE, fenced, restored, "");
        if (replayed.isObject()) {
            add(
                    spans,
                    Phase.REPLAY,
                    restored,
                    online,
                    "%d of %d elements"
                            .formatted(
                                    replayed.path("elements").asLong(0),
                                    replayed.path("of").asLong(0)));
        }
        add(spans, Phase.CATCH_UP, online, millis(task, "caughtUp"), "");
        return new Row(label(task), spans);
    }

    /** What has not come, or takes no time, is not drawn. */
    private static void add(List<Span> spans, Phase phase, double from, double to, String tip) {
        if (to > from) {
            spans.add(new Span(phase, from, to, tip));
        }
    }

    private static String label(JsonNode task) {
        int from = task.path("from").asInt(0);
        return cut(
                "%s, attempt %d, worker %s%d"
                        .formatted(
                                task.path("task").asString("?"),
                                task.path("attempt").asLong(0),
                                from > 0 ? "%d to ".formatted(from) : "",
                                task.path("worker").asInt(0)),
                MAX_LABEL_CHARS);
    }
}
