package dev.levada.cli;

import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import java.util.Locale;

/** Letters with the time of day; what time that is depends on {@code --set clock=...}. */
public final class ClockPipeline implements Pipeline {

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public String description() {
        return "letters and what time it is";
    }

    @Override
    public Topology build(Parameters parameters) {
        Topology topology = Topology.named(name());
        var letters = topology.from(Sources.of("a", "b", "c"));
        switch (parameters.value("clock").orElse("own")) {
            case "own" -> letters.map(letter -> letter + System.nanoTime()).named("stamp");
            case "doubtful" ->
                letters.map(letter -> letter.toUpperCase(Locale.getDefault())).named("stamp");
            default ->
                letters.<String>process("stamp", () -> (letter, context) -> context.emit(letter + context.nowMillis()));
        }
        return topology;
    }
}
