package dev.levada.cli.plan;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Operator;
import dev.levada.cli.output.Output;
import dev.levada.cli.pipeline.LoadedPipeline;
import dev.levada.cli.pipeline.PipelineArguments;
import dev.levada.cli.terminal.Terminal;
import dev.levada.cluster.planner.EndToEnd;
import dev.levada.cluster.planner.Verdict;
import dev.levada.core.plan.JobPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan, and what it guarantees.
 *
 * @param inputs what holds where each operator takes its input
 * @param sinks what holds at each sink
 */
record Planned(JobPlan plan, boolean resumable, Map<String, List<EndToEnd.OfEdge>> inputs, Map<String, Verdict> sinks) {

    /** Plans a pipeline as {@code run} would with the same arguments. */
    static Planned of(LoadedPipeline pipeline, PipelineArguments arguments, Terminal terminal) {
        var settings = arguments.settings(pipeline).doubts(terminal.err()::println);
        Output.attach(pipeline, arguments.output(), arguments.guarantee(pipeline), terminal.out());
        JobPlan plan = settings.plan(pipeline.topology());
        return of(plan, settings.explain(pipeline.topology()));
    }

    static Planned of(JobPlan plan, EndToEnd verdicts) {
        Map<String, List<EndToEnd.OfEdge>> inputs = new LinkedHashMap<>();
        verdicts.edges()
                .forEach(edge -> inputs.computeIfAbsent(edge.to(), to -> new ArrayList<>())
                        .add(edge));
        Map<String, Verdict> sinks = new LinkedHashMap<>();
        verdicts.sinks().forEach(sink -> sinks.put(sink.sink(), sink.verdict()));
        return new Planned(plan, verdicts.resumable(), inputs, sinks);
    }

    /** What holds where an operator takes its input. */
    List<EndToEnd.OfEdge> into(String operator) {
        return inputs.getOrDefault(operator, List.of());
    }

    /** What holds along an edge between chains. */
    Verdict along(JobPlan.Edge edge) {
        return into(edge.consumer()).stream()
                .filter(each ->
                        each.from().equals(edge.operator()) && each.output().equals(edge.output()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing is known of the edge " + edge))
                .verdict();
    }

    int tasks() {
        return plan.tasks();
    }

    int operators() {
        return plan.chains().stream()
                .mapToInt(chain -> chain.operators().size())
                .sum();
    }

    /** All of it in a few words. */
    String summary() {
        return "%s: %s in %s, %s, %s"
                .formatted(
                        plan.job(),
                        counted(operators(), "operator"),
                        counted(plan.chains().size(), "chain"),
                        counted(tasks(), "task"),
                        plan.guarantee().label());
    }

    static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** What an operator does with the world outside, or "" if nothing. */
    static String outside(Operator operator) {
        if (operator.definition() instanceof Definition.Read read) {
            return "reads " + read.source().describe();
        }
        if (operator.definition() instanceof Definition.Write write) {
            return "writes " + write.sink().describe();
        }
        return "";
    }
}
