package dev.levada.cli;

import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.api.graph.Partitioning;

/** Has a sink of its own, which shows everything at once. With {@code --set broken=1} it contradicts itself. */
public final class BoundPipeline implements Pipeline {

    @Override
    public String name() {
        return "bound";
    }

    @Override
    public String description() {
        return "numbers that vanish";
    }

    @Override
    public Topology build(Parameters parameters) {
        Topology topology = Topology.named(name());
        var numbers =
                topology.from(Sources.of(1, 2, 3)).map(number -> number + 1).parallelism(3);
        if (parameters.value("broken").isPresent()) {
            numbers.partition(Partitioning.forward())
                    .map(number -> number)
                    .parallelism(2)
                    .to(Sinks.discard());
        }
        numbers.to("nowhere", Sinks.discard());
        return topology;
    }
}
