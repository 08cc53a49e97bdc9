package dev.levada.cli.plan;

import dev.levada.api.graph.Operator;
import dev.levada.cluster.planner.Verdict;
import dev.levada.core.plan.JobPlan;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** A plan for Graphviz: a box around each chain, a node for each operator. */
final class PlanDot {
    private final StringJoiner lines = new StringJoiner("\n");

    private PlanDot() {}

    /** @param explain whether sinks say what they guarantee */
    static String of(Planned planned, boolean explain) {
        PlanDot dot = new PlanDot();
        dot.lines.add("digraph " + quoted(planned.plan().job()) + " {");
        dot.lines.add("  rankdir=LR;");
        dot.lines.add("  node [shape=box, style=rounded];");
        List<JobPlan.Chain> chains = planned.plan().chains();
        for (int i = 0; i < chains.size(); i++) {
            dot.chain(i, chains.get(i), explain ? planned.sinks() : Map.of());
        }
        planned.plan().edges().forEach(dot::edge);
        dot.lines.add("}");
        return dot.lines.toString();
    }

    private void chain(int number, JobPlan.Chain chain, Map<String, Verdict> sinks) {
        lines.add("  subgraph cluster_" + number + " {");
        lines.add("    label=" + quoted(Planned.counted(chain.parallelism(), "task")) + ";");
        List<Operator> operators = chain.operators();
        for (int i = 0; i < operators.size(); i++) {
            String name = operators.get(i).name();
            Verdict verdict = sinks.get(name);
            String holds = verdict == null ? "" : "\n" + verdict.guarantee().label();
            lines.add("    " + quoted(name) + " [label=" + quoted(name + holds) + "];");
            if (i > 0) {
                lines.add("    " + quoted(operators.get(i - 1).name()) + " -> " + quoted(name) + ";");
            }
        }
        lines.add("  }");
    }

    private void edge(JobPlan.Edge edge) {
        String output = edge.output().isEmpty() ? "" : edge.output() + ", ";
        lines.add("  " + quoted(edge.operator()) + " -> " + quoted(edge.consumer()) + " [label="
                + quoted(output + edge.partitioning().label() + (edge.gated() ? ", gated" : ""))
                + (edge.back() ? ", constraint=false" : "") + "];");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
