package dev.levada.cluster.planner;

import dev.levada.api.recovery.Recovery;
import java.util.List;

/** What holds between two operators, in words. */
final class EdgeReasons {

    private EdgeReasons() {}

    static Verdict verdict(Paths.Path path) {
        return new Verdict(path.weakest().gives(), reason((Recovery.Standard) path.weakest()) + lostState(path));
    }

    private static String reason(Recovery.Standard weakest) {
        return switch (weakest) {
            case AT_MOST_ONCE -> "what is on its way to a lost task is lost with it, and nothing is processed twice";
            case AT_LEAST_ONCE -> "what a lost task had not acknowledged is sent to it again";
            case AT_LEAST_ONCE_SNAPSHOT ->
                "a lost task alone goes back to its snapshot, and gets again what came after it";
            case CHECKPOINT -> "after a failure all tasks go back to the same checkpoint, state and positions together";
            case CAUSAL ->
                "a lost task alone goes back to its snapshot and does the same again by what others know of it, so what it sent before is dropped; this protocol is under test";
            case PESSIMISTIC ->
                "a lost task alone goes back to its snapshot and does the same again by its log, so what it sent before is dropped; this protocol is under test";
            case BACKTRACKING ->
                "a lost task alone goes back to its newest snapshot, asks for what it misses from there and does the same again, so what it sent before is dropped; this protocol is under test";
        };
    }

    /** What to add where operators on the way lose their state, "" if none does. */
    static String lostState(Paths.Path path) {
        if (path.forgetful().isEmpty()) {
            return "";
        }
        List<String> names = path.forgetful().stream().map("'%s'"::formatted).toList();
        String all = names.size() > Paths.Path.NAMED
                ? String.join(", ", names.subList(0, Paths.Path.NAMED)) + " and others"
                : Words.list(names, "and");
        return "; the state of %s is lost with a task, so results made of it may miss records".formatted(all);
    }
}
