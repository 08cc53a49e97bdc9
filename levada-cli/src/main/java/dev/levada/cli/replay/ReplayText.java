package dev.levada.cli.replay;

import dev.levada.node.replay.ReplayReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a replay came to, for people: what was checked, and what could not be. */
final class ReplayText {

    private ReplayText() {}

    static List<String> of(ReplayReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("task %s of %s again, as recorded under %s, from epoch %d%s%s"
                .formatted(report.task(), report.job(), report.recovery(), report.epoch(), to(report), with(report)));
        lines.add("taken: " + taken(report));
        report.outputs().forEach(output -> lines.add(of(output)));
        if (report.ending() == ReplayReport.Ending.STALLED) {
            lines.add("not complete: input did not come that was there before; are the sources as they were?");
        } else if (report.ending() == ReplayReport.Ending.LOGS) {
            lines.add(
                    "it ends with the log of a task that made its input: the rest was not written when all was killed");
        }
        report.to().ifPresent(to -> lines.addAll(state(to, report)));
        lines.add(
                "a state directory does not hold what was sent: numbers are checked against the logs of those who took it,"
                        + " and bytes can be compared with another replay's");
        return lines;
    }

    private static String to(ReplayReport report) {
        return report.to().isPresent() ? " to epoch " + report.to().getAsLong() : "";
    }

    private static List<String> state(long to, ReplayReport report) {
        Optional<List<String>> differences = report.differences();
        if (differences.isEmpty()) {
            return List.of("NOT REACHED: epoch %d; the logs end before that".formatted(to));
        }
        if (differences.get().isEmpty()) {
            return List.of("state: the same as in the snapshot of epoch %d, byte by byte".formatted(to));
        }
        return differences.get().stream()
                .map(each -> "state: NOT THE SAME as in the snapshot of epoch %d: %s".formatted(to, each))
                .toList();
    }

    private static String with(ReplayReport report) {
        return report.with().isEmpty()
                ? ""
                : "; its input was made by "
                        + report.with().stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String taken(ReplayReport report) {
        if (!report.logs()) {
            return "all that came; it logs nothing, as what it does follows from that";
        }
        if (report.to().isPresent()) {
            return "%d of those in its log".formatted(report.replayed());
        }
        return report.toReplay() == 0
                ? "nothing; nothing that followed from its input had left it since then, so no log of that was kept"
                : "%d of the %d in its log".formatted(report.replayed(), report.toReplay());
    }

    private static String of(ReplayReport.Output output) {
        String what = output.count() == 0
                ? "nothing"
                : "%d to %d, sha256 %s"
                        .formatted(
                                output.first(),
                                output.last(),
                                output.hash().orElse("not known, as some records have no codec"));
        return "output %s: %s%s".formatted(output.to(), what, known(output));
    }

    private static String known(ReplayReport.Output output) {
        Optional<Long> known = output.known();
        if (known.isEmpty()) {
            return "";
        }
        return output.reachesKnown()
                ? "; up to %d had been taken, checked".formatted(known.get())
                : "; NOT ALL: up to %d had been taken".formatted(known.get());
    }
}
