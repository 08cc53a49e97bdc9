package dev.levada.cluster.planner;

import dev.levada.api.connector.Sink;
import dev.levada.api.recovery.Guarantee;

/** What holds for those who look at a sink, in words. */
final class SinkReasons {

    private SinkReasons() {}

    /** @param soon whether what reaches it is final before its epoch is complete */
    static Verdict verdict(Paths.Path path, Sink<?> sink, boolean resumable, boolean soon) {
        Guarantee guarantee = min(path.weakest().gives(), most(sink, resumable));
        String reason = switch (path.weakest().protocol()) {
            case AT_MOST_ONCE ->
                "what a lost task held, and what was on its way to it, is lost; nothing is processed twice";
            case AT_LEAST_ONCE ->
                "what a lost task had not acknowledged is processed again, so %s may show it twice"
                        .formatted(sink.describe());
            case AT_LEAST_ONCE_SNAPSHOT ->
                "a lost task alone goes back to its snapshot and processes again what came after it, so %s may show it twice"
                        .formatted(sink.describe());
            case CHECKPOINT, PESSIMISTIC, CAUSAL, OPTIMISTIC, BACKTRACKING, REPLICATED ->
                sink.describe() + " " + afterRollback(sink, resumable, soon);
        };
        return new Verdict(guarantee, reason + EdgeReasons.lostState(path));
    }

    /** The most that a sink gives, whatever comes to it. */
    private static Guarantee most(Sink<?> sink, boolean resumable) {
        return sink.contract().onCommit() && !forgets(sink, resumable)
                ? Guarantee.EXACTLY_ONCE
                : Guarantee.AT_LEAST_ONCE;
    }

    /** Whether a sink keeps its contract for a shorter time than the job goes on. */
    static boolean forgets(Sink<?> sink, boolean resumable) {
        return resumable && !sink.lasting() && sink.contract().onCommit();
    }

    private static String afterRollback(Sink<?> sink, boolean resumable, boolean soon) {
        if (forgets(sink, resumable)) {
            return "shows its output on commit only within one run; what it showed before the process ended is not known"
                    + " afterwards";
        }
        return switch (sink.contract()) {
            case TRANSACTIONAL ->
                "shows the records of an epoch when the epoch is complete, and otherwise none of them";
            case OFFSET_IN_SINK ->
                "stores the records of an epoch together with its number when the epoch is complete, so that none is"
                        + " stored twice";
            case FENCED_UPSERT ->
                whenFinal(soon)
                        + "; some may be written again after a failure, and until the last is, a value is older";
            case IDEMPOTENT -> whenFinal(soon) + "; some may be written again after a failure, which changes nothing";
            case PLAIN -> whenFinal(soon) + "; some of the last ones may be shown twice after a failure";
        };
    }

    private static String whenFinal(boolean soon) {
        return "shows records when no failure can take them back: "
                + (soon ? "as soon as a log says how they came about" : "when their epoch is complete");
    }

    private static Guarantee min(Guarantee one, Guarantee other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
