package dev.levada.dspbench;

import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An application of the suite. As a {@link Pipeline} it is called {@code dspbench-} and its {@link About#code code};
 * all that it leaves open are streams of lines.
 */
public interface Application extends Pipeline {

    About about();

    /** What its sources read if no files are given. */
    List<Feed> feeds(long seed);

    /**
     * Connects the operators.
     *
     * @param feeds a stream for each of {@link #feeds}
     * @param seed what operators draw from, if they do
     */
    void connect(List<Stream<Line>> feeds, long seed);

    /**
     * What it has to put out, worked out by a plain sequential program without the engine.
     *
     * @param feeds the lines of each of {@link #feeds}
     * @param seed as in {@link #connect}
     * @param result given each line of the result, in any order
     */
    void oracle(List<Iterable<Line>> feeds, long seed, Consumer<String> result);

    /** Takes what the streams put out, and makes what is compared of it: the lines, if it says nothing else. */
    default Outcome outcome() {
        return Outcome.ofLines();
    }

    @Override
    default String name() {
        return "dspbench-" + about().code();
    }

    @Override
    default String description() {
        return about().description();
    }

    @Override
    default Topology build(Parameters parameters) {
        Settings settings = Settings.of(parameters, this);
        Topology topology = Topology.named(name());
        List<Stream<Line>> streams = new ArrayList<>();
        List<Feed> feeds = feeds(settings.seed());
        for (int i = 0; i < feeds.size(); i++) {
            streams.add(settings.stream(topology, feeds.get(i), i));
        }
        connect(streams, settings.seed());
        return topology;
    }
}
