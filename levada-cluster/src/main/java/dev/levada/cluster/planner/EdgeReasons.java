package dev.levada.cluster.planner;

import dev.levada.api.recovery.Border;
import dev.levada.api.recovery.Recovery;
import dev.levada.recovery.Protocols;
import java.util.List;
import java.util.Optional;

/** What holds between two operators, in words. */
final class EdgeReasons {

    private static final String DIRECT =
            "a direct border: a lost producer does the same again, so its consumers stay where they are";
    private static final String COUPLED =
            "a coupled border: a producer that goes back may do something else, so all that depends on it goes back with it (%s)";
    private static final String GATED =
            "a gated border: what a producer sends goes on when its epoch is complete, up to an epoch later, and is in snapshots until then, so its consumers stay where they are (%s)";

    private EdgeReasons() {}

    /**
     * @param from how the producer recovers
     * @param to how the consumer does
     * @param border what holds if the producer may do something else, and was chosen or had to be decided
     */
    static Verdict verdict(Paths.Path path, Recovery from, Recovery to, Optional<Borders.Decided> border) {
        boolean differs = from.protocol() != to.protocol() && Protocols.mixes(from) && Protocols.mixes(to);
        Recovery deciding = path.weakest().gives() == to.gives() ? to : path.weakest();
        String reason = border.map(EdgeReasons::border).orElse(differs ? DIRECT : reason(deciding));
        return new Verdict(path.weakest().gives(), reason + lostState(path));
    }

    private static String border(Borders.Decided decided) {
        String text = decided.border() == Border.GATED ? GATED : COUPLED;
        return text.formatted(decided.why());
    }

    private static String reason(Recovery deciding) {
        return switch (deciding.protocol()) {
            case AT_MOST_ONCE -> "what is on its way to a lost task is lost with it, and nothing is processed twice";
            case AT_LEAST_ONCE -> "what a lost task had not acknowledged is sent to it again";
            case AT_LEAST_ONCE_SNAPSHOT ->
                "a lost task alone goes back to its snapshot, and gets again what came after it";
            case CHECKPOINT -> "after a failure all tasks go back to the same checkpoint, state and positions together";
            case CAUSAL ->
                "a lost task alone goes back to its snapshot and does the same again by what others know of it, so what it sent before is dropped";
            case OPTIMISTIC ->
                "a lost task goes back to its snapshot, with those who depend on what its log has lost, and all do the same again as far as the logs go, so what was sent before is dropped";
            case PESSIMISTIC ->
                deciding.logsContent()
                        ? "a lost task alone goes back to its snapshot and takes the same again from its own log, so what it sent before is dropped, and its producers need not keep what is in there"
                        : "a lost task alone goes back to its snapshot and does the same again by its log%s, so what it sent before is dropped"
                                .formatted(whereTheLogIs(deciding));
            case REPLICATED ->
                "what a task does is done in %d processes, and when that is lost which leads another goes on from where it is, so what was sent before is dropped; this protocol is under test"
                        .formatted(deciding.replicas());
            case BACKTRACKING ->
                "a lost task alone goes back to its snapshot, asks for what it misses from there and does the same again, so what it sent before is dropped";
        };
    }

    private static String whereTheLogIs(Recovery pessimistic) {
        if (pessimistic.logsOnHost()) {
            return ", which is on its host";
        }
        return pessimistic.domains() > 0 ? ", which other workers hold" : "";
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
