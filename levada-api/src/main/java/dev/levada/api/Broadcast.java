package dev.levada.api;

import dev.levada.api.graph.Definition;
import dev.levada.api.graph.Operator;
import dev.levada.api.graph.Partitioning;
import java.util.List;
import java.util.Optional;

/** Records that every task of an operator gets; see {@link Stream#connect} and {@link KeyedStream#connect}. */
public final class Broadcast<B> {
    private final Topology topology;
    private final List<Stream.Origin> origins;

    Broadcast(Topology topology, List<Stream.Origin> origins) {
        this.topology = topology;
        this.origins = origins;
    }

    /** Into an operator; the records say that they are of this stream, where they come from. */
    Stream.Origin into(Topology other, String operator) {
        if (topology != other) {
            throw new IllegalArgumentException("cannot connect a stream of topology '%s' with one of topology '%s'"
                    .formatted(other.name(), topology.name()));
        }
        OperatorBuilder marks = topology.add(
                topology.freeName(operator + "-broadcast"),
                new Definition.Transform(
                        () -> new Stateless.Map<B, Cast<B>>(Cast::new), Optional.empty(), false, Written.here()),
                origins.stream()
                        .map(origin -> origin.spread(Partitioning.any()))
                        .toList());
        if (origins.size() == 1) {
            marks.sharesTasksWith(origins.get(0).operator());
        }
        return new Stream.Origin(marks, Operator.Input.MAIN, Partitioning.broadcast(), Optional.empty());
    }
}
