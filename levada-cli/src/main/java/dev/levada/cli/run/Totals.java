package dev.levada.cli.run;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Operator;
import dev.levada.core.plan.JobPlan;
import dev.levada.node.job.JobReport;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What went into a job, and what came out of it.
 *
 * @param in what all sources emitted
 * @param out what all sinks took
 */
record Totals(long in, long out, double seconds) {

    static Totals of(JobPlan plan, JobReport report) {
        Set<String> sources = names(plan, Definition.Read.class);
        Set<String> sinks = names(plan, Definition.Write.class);
        return new Totals(
                report.operators().stream()
                        .filter(each -> sources.contains(each.operator()))
                        .mapToLong(JobReport.OperatorReport::out)
                        .sum(),
                report.operators().stream()
                        .filter(each -> sinks.contains(each.operator()))
                        .mapToLong(JobReport.OperatorReport::in)
                        .sum(),
                report.seconds());
    }

    private static Set<String> names(JobPlan plan, Class<? extends Definition> kind) {
        return plan.chains().stream()
                .flatMap(chain -> chain.operators().stream())
                .filter(operator -> kind.isInstance(operator.definition()))
                .map(Operator::name)
                .collect(Collectors.toSet());
    }

    /** Records taken in per second. */
    double throughput() {
        return seconds > 0 ? in / seconds : 0;
    }

    @Override
    public String toString() {
        return "%,d in, %,d out, %,.0f records/s, %.1f s".formatted(in, out, throughput(), seconds);
    }
}
