package dev.levada.cluster.planner;

import dev.levada.api.connector.Sink;
import dev.levada.api.recovery.Guarantee;

/** What holds for those who look at a sink, in words. */
final class SinkReasons {

    private SinkReasons() {}

    /** @param differs whether what it gets again after a failure may be something else */
    static Verdict verdict(Paths.Path path, Sink<?> sink, boolean resumable, boolean differs) {
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
            case CHECKPOINT, PESSIMISTIC, CAUSAL, OPTIMISTIC, BACKTRACKING ->
                sink.describe() + " " + afterRollback(sink, resumable, differs);
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

    private static String afterRollback(Sink<?> sink, boolean resumable, boolean differs) {
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
                "shows records as they come, so after a failure a value may go back to an earlier one"
                        + (differs ? ", and a re-run may write others" : ", until the same are written again");
            case IDEMPOTENT ->
                "shows records as they come; the same record written again changes nothing"
                        + (differs ? ", but a re-run may write others" : ", and a re-run writes the same");
            case PLAIN -> "shows records as they come, so after a failure it may show some of them twice";
        };
    }

    private static Guarantee min(Guarantee one, Guarantee other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
