package dev.levada.cluster.replay;

import dev.levada.api.graph.Definition;
import dev.levada.api.operator.Processor;
import dev.levada.core.plan.JobPlan;

/** A plan whose sinks write nothing, and in which one chain's operators are watched. */
final class WatchedOperators {
    private static final ReplayListener NOBODY = new ReplayListener() {};

    private WatchedOperators() {}

    static JobPlan in(JobPlan plan, String watched, ReplayListener listener) {
        return new JobPlan(
                plan.job(),
                plan.guarantee(),
                plan.chains().stream()
                        .map(chain -> chain(
                                chain,
                                chain.name().equals(watched),
                                chain.name().equals(watched) ? listener : NOBODY))
                        .toList(),
                plan.edges(),
                plan.cuts());
    }

    private static JobPlan.Chain chain(JobPlan.Chain chain, boolean watched, ReplayListener listener) {
        return new JobPlan.Chain(
                chain.operators().stream()
                        .map(operator -> operator.with(definition(operator.definition(), watched, listener)))
                        .toList(),
                chain.parallelism(),
                chain.threads(),
                chain.recovery());
    }

    private static Definition definition(Definition definition, boolean watched, ReplayListener listener) {
        if (definition instanceof Definition.Write) {
            return new Definition.Write(new UnwrittenSink(listener));
        }
        if (watched && definition instanceof Definition.Transform transform) {
            return new Definition.Transform(
                    () -> new WatchedProcessor(processor(transform), listener),
                    transform.key(),
                    transform.asks(),
                    transform.writtenAt());
        }
        return definition;
    }

    @SuppressWarnings("unchecked") // the topology gave the operator a stream of what it takes
    private static Processor<Object, Object> processor(Definition.Transform transform) {
        return (Processor<Object, Object>) transform.processors().get();
    }
}
