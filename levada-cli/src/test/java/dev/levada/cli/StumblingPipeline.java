package dev.levada.cli;

import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Sources;
import dev.levada.api.Topology;

/** Numbers with the time of day and a random one, until one of them cannot be processed: that of {@code stone}. */
public final class StumblingPipeline implements Pipeline {
    static final long STONE = 700;

    @Override
    public String name() {
        return "stumble";
    }

    @Override
    public String description() {
        return "fails at number 700";
    }

    @Override
    public Topology build(Parameters parameters) {
        Topology topology = Topology.named(name());
        long stone = parameters.number("stone", STONE);
        topology.from(
                        "numbers",
                        Sources.generate(2 * stone, index -> index).rate(2_000).build())
                .<String>process("stamp", () -> (number, context) -> {
                    if (number == stone) {
                        throw new IllegalStateException("it is a stone");
                    }
                    context.emit(number + " " + context.nowMillis() + " "
                            + context.random().nextInt());
                })
                .parallelism(1)
                .apart();
        return topology;
    }
}
