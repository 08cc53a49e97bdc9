package dev.levada.examples;

import dev.levada.api.Loop;
import dev.levada.api.Parameters;
import dev.levada.api.Pipeline;
import dev.levada.api.Sources;
import dev.levada.api.Stream;
import dev.levada.api.Topology;

/**
 * How far numbers are from 1, by halves and threefolds: each goes round a loop until it is there.
 *
 * <pre>{@code ./levada run collatz --set numbers=1000}</pre>
 */
public final class Collatz implements Pipeline {

    /** A number on its way. */
    public record Walk(long start, long now, long steps) {

        Walk next() {
            return new Walk(start, now % 2 == 0 ? now / 2 : 3 * now + 1, steps + 1);
        }

        boolean isOver() {
            return now == 1;
        }
    }

    /** How many steps it took. */
    public record Steps(long start, long steps) {}

    @Override
    public String name() {
        return "collatz";
    }

    @Override
    public String description() {
        return "counts the steps of Collatz chains in a loop: start, steps";
    }

    @Override
    public Topology build(Parameters parameters) {
        Topology collatz = Topology.named(name());
        Loop<Walk> walks = collatz.from(Sources.generate(parameters.number("numbers", 1_000), index -> index + 2)
                        .build())
                .map(start -> new Walk(start, start, 0))
                .loop("walks");
        Stream.Split<Walk> next = walks.stream().map(Walk::next).split(Walk::isOver);
        walks.feedBack(next.others());
        next.matching().map(walk -> new Steps(walk.start(), walk.steps()));
        return collatz;
    }
}
