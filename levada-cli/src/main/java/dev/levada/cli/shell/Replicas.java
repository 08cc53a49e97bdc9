package dev.levada.cli.shell;

import dev.levada.api.graph.Definition;
import dev.levada.core.plan.JobPlan;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The operators of a job that can be commanded, and their replicas: not its sources, nor its sinks, nor what operators
 * keep behind a point in their name.
 */
record Replicas(JobPlan plan) {

    List<String> operators() {
        return commanded().map(JobPlan.Chain::name).toList();
    }

    /** The numbers of an operator's replicas; none if there is no such operator. */
    List<String> of(String operator) {
        return commanded()
                .filter(chain -> chain.name().equalsIgnoreCase(operator))
                .flatMap(chain -> IntStream.range(0, chain.parallelism()).mapToObj(Integer::toString))
                .toList();
    }

    private Stream<JobPlan.Chain> commanded() {
        return plan.chains().stream()
                .filter(chain -> chain.head().definition() instanceof Definition.Transform
                        && !chain.name().contains("."));
    }
}
