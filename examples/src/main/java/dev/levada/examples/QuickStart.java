package dev.levada.examples;

import dev.levada.api.Sinks;
import dev.levada.api.Sources;
import dev.levada.api.Topology;
import dev.levada.node.Levada;
import java.util.List;

/** The first program of the README: no flags, no type hints, nothing to install. */
public final class QuickStart {

    private QuickStart() {}

    public static void main(String[] args) {
        Topology words = Topology.named("words");
        words.from(Sources.of("to be", "or not to be"))
                .flatMap(line -> List.of(line.split(" ")))
                .keyBy(word -> word)
                .countAtEnd("counts")
                .to(Sinks.stdout());

        Levada.embedded().run(words).join();
    }
}
