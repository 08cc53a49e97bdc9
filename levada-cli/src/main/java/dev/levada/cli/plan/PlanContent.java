package dev.levada.cli.plan;

import dev.levada.api.graph.Operator;
import dev.levada.cluster.planner.EndToEnd;
import dev.levada.cluster.planner.Verdict;
import dev.levada.core.plan.JobPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A plan as scripts read it. The names of its fields are a contract. */
final class PlanContent {

    private PlanContent() {}

    /** @param explain whether to add what holds from end to end, and why */
    static Map<String, Object> of(Planned planned, boolean explain) {
        Map<String, Object> content = content(planned.plan(), planned.tasks());
        return explain ? explained(content, planned) : content;
    }

    private static Map<String, Object> content(JobPlan plan, int tasks) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("job", plan.job());
        content.put("guarantee", plan.guarantee().label());
        content.put("tasks", tasks);
        content.put("chains", plan.chains().stream().map(PlanContent::chain).toList());
        content.put("edges", plan.edges().stream().map(PlanContent::edge).toList());
        return content;
    }

    private static Map<String, Object> explained(Map<String, Object> content, Planned planned) {
        JobPlan plan = planned.plan();
        content.put(
                "chains",
                plan.chains().stream().map(chain -> chain(chain, planned)).toList());
        content.put(
                "edges",
                plan.edges().stream()
                        .map(edge -> with(edge(edge), planned.along(edge)))
                        .toList());
        List<Map<String, Object>> sinks = new ArrayList<>();
        planned.sinks().forEach((name, verdict) -> sinks.add(with(named("sink", name), verdict)));
        content.put("sinks", sinks);
        return content;
    }

    private static Map<String, Object> chain(JobPlan.Chain chain, Planned planned) {
        Map<String, Object> content = chain(chain);
        List<Map<String, Object>> calls = new ArrayList<>();
        for (Operator operator : chain.operators().subList(1, chain.operators().size())) {
            for (EndToEnd.OfEdge call : planned.into(operator.name())) {
                Map<String, Object> ends = named("from", call.from());
                ends.put("to", call.to());
                calls.add(with(ends, call.verdict()));
            }
        }
        content.put("calls", calls);
        return content;
    }

    private static Map<String, Object> chain(JobPlan.Chain chain) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("name", chain.name());
        content.put("operators", chain.operators().stream().map(Operator::name).toList());
        content.put("parallelism", chain.parallelism());
        content.put(
                "tasks",
                IntStream.range(0, chain.parallelism())
                        .mapToObj(index -> chain.task(index).toString())
                        .toList());
        content.put("threads", chain.threads());
        content.put("recovery", chain.recovery().label());
        return content;
    }

    private static Map<String, Object> edge(JobPlan.Edge edge) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("from", edge.producer());
        content.put("operator", edge.operator());
        content.put("output", edge.output());
        content.put("to", edge.consumer());
        content.put("partitioning", edge.partitioning().label());
        content.put("gated", edge.gated());
        content.put("back", edge.back());
        return content;
    }

    private static Map<String, Object> named(String role, String name) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(role, name);
        return content;
    }

    private static Map<String, Object> with(Map<String, Object> content, Verdict verdict) {
        content.put("guarantee", verdict.guarantee().label());
        content.put("reason", verdict.reason());
        return content;
    }
}
