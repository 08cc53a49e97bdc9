package dev.levada.dspbench;

import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Stream;
import dev.levada.api.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An application of the suite. As a {@link Pipeline} it is called {@code dspbench-} and its {@link #code}; all that it
 * leaves open are streams of lines.
 */
public interface Application extends Pipeline {

    /** Its two letters. */
    String code();

    /** Its name in words. */
    String title();

    /** How many records each of its sources has in a full run. */
    long records();

    /** What its sources read if no files are given. */
    List<Feed> feeds(long seed);

    /** Whether records of one key have to come in the order of their numbers, so that there can be one source only. */
    boolean ordered();

    /** Whether it remembers nothing, so that a record that is processed again only puts out the same again. */
    default boolean stateless() {
        return false;
    }

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

    /** Takes what the streams put out, and makes what is compared of it. */
    Outcome outcome();

    @Override
    default String name() {
        return "dspbench-" + code();
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
