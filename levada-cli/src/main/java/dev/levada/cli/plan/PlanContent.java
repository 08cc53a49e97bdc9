package dev.levada.cli.plan;

import dev.levada.api.graph.Operator;
import dev.levada.cluster.planner.EndToEnd;
import dev.levada.core.plan.JobPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** A plan as scripts read it. The names of its fields are a contract. */
final class PlanContent {

    private PlanContent() {}

    /** @param explain whether to add what holds from end to end, and why */
    static Map<String, Object> of(Planned planned, boolean explain) {
        JobPlan plan = planned.plan();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("job", plan.job());
        content.put("guarantee", plan.guarantee().label());
        content.put("tasks", planned.tasks());
        content.put("chains", plan.chains().stream().map(PlanContent::chain).toList());
        content.put("edges", plan.edges().stream().map(PlanContent::edge).toList());
        if (explain) {
            content.put(
                    "sinks",
                    planned.verdicts().stream().map(PlanContent::verdict).toList());
        }
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
        return content;
    }

    private static Map<String, Object> verdict(EndToEnd.Verdict verdict) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("sink", verdict.sink());
        content.put("guarantee", verdict.guarantee().label());
        content.put("reason", verdict.reason());
        return content;
    }
}
