package dev.levada.cli.shell;

import dev.levada.core.plan.JobPlan;
import java.util.List;
import java.util.stream.IntStream;

/** The operators of a job that can be commanded, and their replicas. */
record Replicas(JobPlan plan) {

    List<String> operators() {
        return plan.chains().stream().map(JobPlan.Chain::name).toList();
    }

    /** The numbers of an operator's replicas; none if there is no such operator. */
    List<String> of(String operator) {
        return plan.chains().stream()
                .filter(chain -> chain.name().equalsIgnoreCase(operator))
                .flatMap(chain -> IntStream.range(0, chain.parallelism()).mapToObj(Integer::toString))
                .toList();
    }
}
