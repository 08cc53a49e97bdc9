package dev.levada.node.remote;

import dev.levada.api.graph.Operator;
import dev.levada.core.plan.JobPlan;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** A number that tells plans apart that differ in their tasks or channels. */
final class PlanFingerprint {

    private PlanFingerprint() {}

    static long of(JobPlan plan) {
        StringBuilder text = new StringBuilder(plan.job())
                .append('\n')
                .append(plan.guarantee())
                .append(plan.cuts());
        for (JobPlan.Chain chain : plan.chains()) {
            text.append('\n')
                    .append(chain.operators().stream().map(Operator::name).toList())
                    .append(chain.parallelism())
                    .append(chain.threads())
                    .append(chain.saysTime())
                    .append(chain.recovery().label());
        }
        for (JobPlan.Edge edge : plan.edges()) {
            text.append('\n')
                    .append(edge.number())
                    .append(edge.producer())
                    .append('/')
                    .append(edge.operator())
                    .append('/')
                    .append(edge.output())
                    .append('>')
                    .append(edge.consumer())
                    .append(edge.partitioning().getClass().getName())
                    .append(edge.back());
        }
        CRC32C sum = new CRC32C();
        sum.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
