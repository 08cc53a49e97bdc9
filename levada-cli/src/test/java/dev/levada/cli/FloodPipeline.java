package dev.levada.cli;

import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;

/** As many numbers as somebody takes, without end; with {@code --set password=} something that nobody is to see. */
public final class FloodPipeline implements Pipeline {

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public String description() {
        return "numbers without end";
    }

    @Override
    public Topology build(Parameters parameters) {
        int length = parameters.value("password").orElse("").length();
        Topology topology = Topology.named(name());
        topology.from(Sources.generate(Long.MAX_VALUE, index -> index).build())
                .named("numbers")
                .parallelism(1)
                .keyBy(number -> number % 16)
                .count("counts")
                .parallelism(1)
                .map(count -> length)
                .to("nowhere", Sinks.discard());
        return topology;
    }
}
