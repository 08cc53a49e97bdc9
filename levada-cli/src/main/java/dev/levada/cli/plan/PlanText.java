package dev.levada.cli.plan;

import dev.levada.api.graph.Operator;
import dev.levada.core.plan.JobPlan;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** A plan drawn for people: the chains in the order of the stream, and under each where its records go. */
final class PlanText {
    private final Planned planned;
    private final StringJoiner lines = new StringJoiner("\n");

    private PlanText(Planned planned) {
        this.planned = planned;
    }

    /** @param explain whether to add what holds from end to end, and why */
    static String of(Planned planned, boolean explain) {
        PlanText text = new PlanText(planned);
        text.lines.add(planned.summary());
        planned.plan().chains().forEach(text::chain);
        if (explain) {
            text.lines.add("");
            PlanReasons.of(planned).forEach(text.lines::add);
        }
        return text.lines.toString();
    }

    private void chain(JobPlan.Chain chain) {
        lines.add("");
        lines.add("  " + chain.operators().stream().map(PlanText::operator).collect(Collectors.joining(" → ")) + "   ["
                + tasks(chain) + "]");
        List<JobPlan.Edge> edges = planned.plan().edgesFrom(chain.name());
        for (int i = 0; i < edges.size(); i++) {
            lines.add((i < edges.size() - 1 ? "  ├─ " : "  └─ ") + edge(chain, edges.get(i)));
        }
    }

    private static String tasks(JobPlan.Chain chain) {
        int last = chain.parallelism() - 1;
        String tasks = last == 0
                ? "1 task: " + chain.task(0)
                : "%d tasks: %s to %s".formatted(chain.parallelism(), chain.task(0), chain.task(last));
        return tasks + ", recovery " + chain.recovery().label() + (chain.threads() ? ", a thread each" : "");
    }

    private static String operator(Operator operator) {
        String outside = Planned.outside(operator);
        return outside.isEmpty() ? operator.name() : operator.name() + " (" + outside + ")";
    }

    private static String edge(JobPlan.Chain chain, JobPlan.Edge edge) {
        boolean fromTheEnd = edge.operator()
                .equals(chain.operators().get(chain.operators().size() - 1).name());
        String origin = fromTheEnd ? "" : " from " + edge.operator();
        String output = edge.output().isEmpty() ? "" : " (" + edge.output() + ")";
        String gate = edge.gated() ? ", gated" : "";
        String to = (edge.back() ? "back to " : "") + edge.consumer();
        return edge.partitioning().label() + gate + origin + output + " → " + to;
    }
}
