package dev.levada.cli;

import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import java.util.List;

/** Three letters with their places, sent nowhere; and their capitals, with {@code --set capitals=1}. */
public final class LettersPipeline implements Pipeline {

    record Placed(String letter, long place) {}

    @Override
    public String name() {
        return "letters";
    }

    @Override
    public String description() {
        return "letters and their places";
    }

    @Override
    public Topology build(Parameters parameters) {
        Topology topology = Topology.named(name());
        var letters = topology.from(Sources.of("a", "b", "c"));
        String poison = parameters.value("poison").orElse("");
        long offset = parameters.number("offset", 0);
        letters.map(letter -> {
                    if (letter.equals(poison)) {
                        throw new IllegalStateException("the letter is poison");
                    }
                    return new Placed(letter, letter.charAt(0) - 'a' + offset);
                })
                .named("places")
                .parallelism(1);
        if (parameters.value("capitals").isPresent()) {
            letters.map(letter -> List.of(letter.toUpperCase(java.util.Locale.ROOT), "capital"))
                    .named("capitals/all")
                    .parallelism(1);
        }
        return topology;
    }
}
