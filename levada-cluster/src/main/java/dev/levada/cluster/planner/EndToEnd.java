package dev.levada.cluster.planner;

import dev.levada.api.connector.Sink;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.recovery.Guarantee;
import java.util.List;

/**
 * What holds from the sources to each sink.
 *
 * <p>Without a recovery protocol a job is one epoch, from its first record to its last. At most once, it goes on
 * without what was lost. Under a stronger guarantee any loss fails the job as a whole; a sink that shows its output on
 * commit then shows nothing, and the job can be run again from the start. A sink that shows output at once has shown a
 * part of it by then, and shows it again in the next run: at least once.
 */
public final class EndToEnd {

    private EndToEnd() {}

    /**
     * What one sink gives.
     *
     * @param guarantee the strongest that holds for what is seen in this sink
     * @param reason why, in a sentence
     */
    public record Verdict(String sink, Guarantee guarantee, String reason) {}

    /** The verdict for each sink, in the order in which they were written. */
    public static List<Verdict> of(Graph graph, Guarantee asked) {
        return graph.operators().stream()
                .filter(operator -> operator.definition() instanceof Definition.Write)
                .map(operator -> verdict(operator, asked))
                .toList();
    }

    static void check(Graph graph, JobSettings settings) {
        for (Verdict verdict : of(graph, settings.guarantee())) {
            if (verdict.guarantee().compareTo(settings.guarantee()) < 0) {
                throw new GuaranteeException(
                        "sink '%s' cannot give %s: %s; write to a sink that shows its output on commit (a file, memory), or ask for %s"
                                .formatted(
                                        verdict.sink(),
                                        settings.guarantee().label(),
                                        verdict.reason(),
                                        verdict.guarantee().label()));
            }
        }
    }

    private static Verdict verdict(Operator operator, Guarantee asked) {
        Sink<?> sink = ((Definition.Write) operator.definition()).sink();
        String what = sink.describe();
        if (asked == Guarantee.AT_MOST_ONCE) {
            return new Verdict(
                    operator.name(), asked, "a lost task stays away and the job goes on; nothing is processed twice");
        }
        if (!sink.contract().onCommit()) {
            return new Verdict(
                    operator.name(),
                    Guarantee.AT_LEAST_ONCE,
                    what + " shows records as they come, so a run that fails has shown some that the next shows again");
        }
        return new Verdict(
                operator.name(),
                asked,
                what + " shows its records when the whole job has succeeded, and otherwise none of them");
    }
}
