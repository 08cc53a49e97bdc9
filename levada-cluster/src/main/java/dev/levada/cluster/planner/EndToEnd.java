package dev.levada.cluster.planner;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Graph;
import dev.levada.api.graph.Operator;
import java.util.ArrayList;
import java.util.List;

/**
 * What holds between the sources and each place of a job: the least of what the source, each protocol on the way and,
 * outside, the sink's contract give. A source takes nothing away, for it can be read again from a position.
 *
 * @param resumable whether it holds after the process is gone too
 * @param edges a verdict for each input of each operator, inside chains too, in the order in which they were written
 * @param sinks a verdict for each sink, in the order in which they were written
 */
public record EndToEnd(boolean resumable, List<OfEdge> edges, List<OfSink> sinks) {

    public EndToEnd {
        edges = List.copyOf(edges);
        sinks = List.copyOf(sinks);
    }

    /**
     * What holds between two operators.
     *
     * @param output the side output it comes from, or "" for the main one
     */
    public record OfEdge(String from, String output, String to, Verdict verdict) {}

    /** What holds for those who look at a sink from outside. */
    public record OfSink(String sink, Verdict verdict) {}

    /**
     * The verdicts for a job, whatever was asked for.
     *
     * @throws PlanException if an operator reads one that does not come before it
     */
    public static EndToEnd of(Graph graph, JobSettings settings) {
        Paths paths = Paths.of(graph, settings);
        Borders borders = Borders.of(graph, settings);
        List<OfEdge> edges = new ArrayList<>();
        List<OfSink> sinks = new ArrayList<>();
        for (Operator operator : graph.operators()) {
            for (Operator.Input input : operator.inputs()) {
                Verdict verdict = EdgeReasons.verdict(
                        paths.along(input, operator),
                        paths.recovery(input.from()),
                        settings.recovery(operator),
                        borders.between(operator, input));
                edges.add(new OfEdge(input.from(), input.output(), operator.name(), verdict));
            }
            for (Operator.Input input : operator.feedback()) {
                edges.add(new OfEdge(input.from(), input.output(), operator.name(), Loops.verdict(operator, settings)));
            }
            if (operator.definition() instanceof Definition.Write write) {
                Verdict verdict = SinkReasons.verdict(
                        paths.through(operator), write.sink(), settings.resumable(), !borders.mayTakeBack(operator));
                sinks.add(new OfSink(operator.name(), verdict));
            }
        }
        return new EndToEnd(settings.resumable(), edges, sinks);
    }
}
