package dev.levada.dadstorm;

import dev.levada.dadstorm.language.Configuration;
import dev.levada.dadstorm.operator.Stages;
import dev.levada.node.job.JobReport;
import dev.levada.node.job.JobReport.OperatorReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Brings a job's report into the words of the configuration. */
final class OperatorReports {

    private OperatorReports() {}

    /** What the replicas of an operator took, and what came of it where the operator remembers, as one operator. */
    static JobReport merged(JobReport report, Configuration configuration) {
        Map<String, OperatorReport> merged = new LinkedHashMap<>();
        report.operators().forEach(operator -> merged.put(operator.operator(), operator));
        configuration.operators().forEach(operator -> {
            OperatorReport replicas = merged.get(operator.id());
            OperatorReport state = merged.remove(Stages.stateOf(operator.id()));
            if (replicas != null && state != null) {
                merged.put(operator.id(), merged(replicas, state));
            }
        });
        return new JobReport(
                report.job(),
                report.guarantee(),
                report.recovery(),
                report.state(),
                report.seconds(),
                new ArrayList<>(merged.values()),
                report.latency(),
                report.lost(),
                report.epochs(),
                report.recoveries(),
                report.warnings(),
                report.errors());
    }

    private static OperatorReport merged(OperatorReport replicas, OperatorReport state) {
        return new OperatorReport(
                replicas.operator(),
                replicas.role(),
                replicas.tasks(),
                replicas.in(),
                state.out(),
                replicas.errors() + state.errors(),
                replicas.dropped() + state.dropped(),
                replicas.late() + state.late(),
                state.latency());
    }
}
