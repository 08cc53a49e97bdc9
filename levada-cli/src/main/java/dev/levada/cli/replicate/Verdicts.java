package dev.levada.cli.replicate;

import dev.levada.cli.terminal.ExitCode;
import dev.levada.replication.history.Linearizability;
import dev.levada.replication.history.Linearizability.Verdict;
import dev.levada.replication.history.Seen;
import java.util.List;

/** What a history is judged to be, in words. */
final class Verdicts {
    private static final int NAMED_KEYS = 10;

    private Verdicts() {}

    static Linearizability.Report of(List<Seen> history) {
        return Linearizability.check(history, Linearizability.DEFAULT_CONFIGURATIONS);
    }

    static ExitCode exitCode(Linearizability.Report report) {
        return report.verdict() == Verdict.LINEARIZABLE ? ExitCode.DONE : ExitCode.FAILED;
    }

    static String line(Linearizability.Report report) {
        List<String> keys = report.keys().entrySet().stream()
                .filter(key -> key.getValue() == report.verdict())
                .map(key -> "'" + key.getKey() + "'")
                .toList();
        String where = "by %d of the keys: %s%s"
                .formatted(
                        keys.size(),
                        String.join(", ", keys.subList(0, Math.min(NAMED_KEYS, keys.size()))),
                        keys.size() > NAMED_KEYS ? ", ..." : "");
        return switch (report.verdict()) {
            case LINEARIZABLE -> "linearizable";
            case VIOLATED -> "NOT linearizable, " + where;
            case UNDECIDED -> "undecided: it would take too long to find out, " + where;
        };
    }

    static String counts(List<Seen> history) {
        return "%,d ok, %,d fail, %,d unknown"
                .formatted(
                        count(history, Seen.Status.OK),
                        count(history, Seen.Status.FAIL),
                        count(history, Seen.Status.INFO));
    }

    static long count(List<Seen> history, Seen.Status status) {
        return history.stream().filter(seen -> seen.status() == status).count();
    }
}
