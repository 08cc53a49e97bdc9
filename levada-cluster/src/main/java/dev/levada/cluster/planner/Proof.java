package dev.levada.cluster.planner;

import dev.levada.api.connector.Sink;
import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import dev.levada.api.recovery.Cuts;
import dev.levada.api.recovery.Guarantee;
import dev.levada.api.recovery.Recovery;
import java.util.Arrays;
import java.util.List;

/** Refuses a job that cannot give what is asked of it. */
final class Proof {
    private final Graph graph;
    private final JobSettings settings;
    private final Guarantee asked;

    private Proof(Graph graph, JobSettings settings) {
        this.graph = graph;
        this.settings = settings;
        this.asked = settings.guarantee();
    }

    /**
     * @throws GuaranteeException if an operator or a sink cannot give the guarantee
     * @throws PlanException if operators recover by protocols that cannot be mixed, or that do not take such cuts
     */
    static void check(Graph graph, JobSettings settings) {
        Proof proof = new Proof(graph, settings);
        graph.operators().forEach(proof::checkProtocol);
        Mixing.check(graph, settings);
        graph.operators().forEach(proof::checkCuts);
        proof.checkSinks();
    }

    private void checkProtocol(Operator operator) {
        Recovery recovery = settings.recovery(operator);
        if (recovery.gives().compareTo(asked) < 0) {
            throw new GuaranteeException(
                    "operator '%s' cannot give %s: %s recovers by %s, which gives %s at best; recover by %s, or ask for %s"
                            .formatted(
                                    operator.name(),
                                    asked.label(),
                                    operator.recovery().isPresent() ? "by its own choice it" : "the job",
                                    recovery.label(),
                                    recovery.gives().label(),
                                    enough(),
                                    recovery.gives().label()));
        }
    }

    /** What repeats exactly does so from an aligned cut: what was on its way at another one is in nobody's log. */
    private void checkCuts(Operator operator) {
        Recovery recovery = settings.recovery(operator);
        if (settings.cuts() != Cuts.ALIGNED && recovery != Recovery.checkpoint()) {
            throw new PlanException(
                    ("cuts cannot be %s: operator '%s' recovers by %s, and only %s can go back to a cut with records on their"
                                    + " way; let all operators recover by %s, or leave cuts %s")
                            .formatted(
                                    settings.cuts().label(),
                                    operator.name(),
                                    recovery.label(),
                                    Recovery.checkpoint().label(),
                                    Recovery.checkpoint().label(),
                                    Cuts.ALIGNED.label()));
        }
    }

    /** The protocols that could, and ask of no operator that it does the same again. */
    private String enough() {
        List<String> labels = Arrays.stream(Recovery.Standard.values())
                .filter(each -> each.gives().compareTo(asked) >= 0 && !each.repeatsExactly())
                .map(Recovery::label)
                .toList();
        return Words.list(labels, "or");
    }

    private void checkSinks() {
        EndToEnd verdicts = EndToEnd.of(graph, settings);
        for (EndToEnd.OfSink sink : verdicts.sinks()) {
            Verdict verdict = sink.verdict();
            if (verdict.guarantee().compareTo(asked) < 0) {
                throw new GuaranteeException("sink '%s' cannot give %s: %s; %s, or ask for %s"
                        .formatted(
                                sink.sink(),
                                asked.label(),
                                verdict.reason(),
                                instead(sink.sink()),
                                verdict.guarantee().label()));
            }
        }
    }

    private String instead(String name) {
        if (SinkReasons.forgets(sink(name), settings.resumable())) {
            return "write a file (--output FILE) or a database, leave out the state directory (--state-dir)";
        }
        return settings.resumable()
                ? "write to a sink that shows its output on commit and lasts (a file, a database)"
                : "write to a sink that shows its output on commit (a file, a database, memory)";
    }

    private Sink<?> sink(String name) {
        return graph.operators().stream()
                .filter(operator -> operator.name().equals(name))
                .map(Operator::definition)
                .filter(Definition.Write.class::isInstance)
                .map(Definition.Write.class::cast)
                .findFirst()
                .orElseThrow()
                .sink();
    }
}
