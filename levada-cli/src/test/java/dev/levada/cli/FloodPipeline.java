package dev.levada.cli;

import dev.levada.api.Generator;
import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import java.time.Duration;

/**
 * Numbers without end, one each millisecond, or with {@code --set pause=0} as many as somebody takes; with {@code --set
 * password=} something that nobody is to see.
 */
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
        Generator.Builder<Long> numbers = Sources.generate(Long.MAX_VALUE, index -> index);
        long pause = parameters.number("pause", 1);
        topology.from((pause == 0 ? numbers : numbers.every(Duration.ofMillis(pause))).build())
                .named("numbers")
                .parallelism(1)
                .keyBy(number -> number % 16)
                .count("counts")
                .parallelism(1)
                .map(count -> length)
                .parallelism(1)
                .to("nowhere", Sinks.discard());
        return topology;
    }
}
