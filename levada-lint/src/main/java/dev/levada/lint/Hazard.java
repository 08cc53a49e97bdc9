package dev.levada.lint;

import java.util.Locale;

/** Why something is not the same again, and what is. */
public enum Hazard {
    CLOCK("a replay reads another time", "use context.nowMillis()"),
    RANDOM("a replay draws other numbers", "use context.random()"),
    UUID("a replay draws another one", "use context.uuid()"),
    THREADS(
            "what threads do at the same time has no order that could be repeated",
            "set the operator's parallelism, or call out with context.external(...)"),
    IDENTITY("an object has another identity hash in each process", "hash what is in the object"),
    ENVIRONMENT(
            "the process of a replay may be set up differently",
            "read it where the topology is built, and hand it to the operator"),
    STATIC_STATE(
            "tasks of one process share it, and none of it is in a snapshot",
            "keep it in state: context.value(...), counter(...), list(...) or map(...)"),
    OUTSIDE(
            "what is outside may answer differently in a replay, and is touched again",
            "wrap it in context.external(...), or use a source or sink"),
    ORDER(
            "the order of a hash collection depends on how it grew, and for some keys on the process",
            "use a sorted or linked collection, or context.map(...)");

    private final String reason;
    private final String instead;

    Hazard(String reason, String instead) {
        this.reason = reason;
        this.instead = instead;
    }

    /** The name in reports for scripts. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Why it is one, in a few words. */
    public String reason() {
        return reason;
    }

    /** What to do. */
    public String instead() {
        return instead;
    }
}
