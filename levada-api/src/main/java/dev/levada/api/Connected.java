package dev.levada.api;

import dev.levada.api.graph.Definition;
import dev.levada.api.operator.BroadcastProcessor;
import dev.levada.api.operator.Mapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A stream, by key or not, and records that every task of the operator on it gets. */
public final class Connected<T, B> {
    private final Topology topology;
    private final List<Stream.Origin> origins;
    private final Optional<Mapper<? super T, ?>> key;
    private final Broadcast<B> broadcast;

    Connected(
            Topology topology,
            List<Stream.Origin> origins,
            Optional<Mapper<? super T, ?>> key,
            Broadcast<B> broadcast) {
        this.topology = topology;
        this.origins = origins;
        this.key = key;
        this.broadcast = broadcast;
    }

    /**
     * Processes both with full access. What is emitted for a record of the stream has its event time, if it has one,
     * whether what is broadcast has any or not; if both have, the operator is as far as the one that is behind.
     *
     * @param processors gives each task a processor of its own
     */
    public <O> Stream<O> process(
            String name, Supplier<? extends BroadcastProcessor<? super T, ? super B, O>> processors) {
        Stream.Origin besides = broadcast.into(topology, name);
        List<Stream.Origin> all = new ArrayList<>(origins);
        all.add(besides);
        OperatorBuilder operator = topology.add(
                name,
                new Definition.Transform(
                        () -> new BroadcastProcessing<T, B, O>(processors.get()),
                        Optional.of(new Cast.Key<>(key)),
                        true,
                        Written.here()),
                all);
        operator.besides(besides);
        return new Stream<>(topology, operator);
    }
}
