package dev.levada.bench;

import dev.levada.api.KeyCount;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import java.util.List;
import java.util.function.Consumer;

/**
 * A word count for worker processes, made anew in each of them from the words of its arguments. It says what happens in
 * lines of text: {@link Marks} and, at the end, the {@link Tally} of what came out.
 */
record RemoteJob(long seed, long count) {
    static final int PARALLELISM = 2;

    static RemoteJob read(List<String> arguments) {
        return new RemoteJob(Long.parseLong(arguments.get(0)), Long.parseLong(arguments.get(1)));
    }

    List<String> arguments() {
        return List.of(String.valueOf(seed), String.valueOf(count));
    }

    /** @param told what happens; called by any thread */
    Topology topology(Consumer<String> told) {
        Sentences sentences = new Sentences(seed);
        Topology topology = Topology.named("word-count");
        counted(topology, sentences, told).to(new TallySink(told));
        return topology;
    }

    private Stream<KeyCount<String>> counted(Topology topology, Sentences sentences, Consumer<String> told) {
        Marks marks = Marks.of(count, PARALLELISM);
        return topology.from(Sources.generate(count, index -> {
                            marks.pass(index, told);
                            return sentences.get(index);
                        })
                        .splits(PARALLELISM)
                        .build())
                .flatMap(Sentences::split)
                .keyBy(word -> word)
                .count("counts");
    }
}
