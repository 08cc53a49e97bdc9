package dev.levada.dspbench.ads;

import dev.levada.dspbench.draw.Draw;
import dev.levada.dspbench.draw.Draws;
import dev.levada.dspbench.draw.Numbers;
import dev.levada.dspbench.draw.Zipf;
import java.util.function.LongFunction;

/** A hundred events a second of five ads beside twenty queries; one in ten is a click. */
final class AdEvents implements LongFunction<String> {
    private static final Zipf QUERIES = new Zipf(20);

    private final Draws draws;

    AdEvents(long seed) {
        this.draws = Draws.of(seed, "aa");
    }

    @Override
    public String apply(long index) {
        Draw draw = draws.at(index);
        int query = draw.zipf(QUERIES);
        int ad = draw.below(5);
        boolean click = draw.below(10) == 0;
        return "%s,%d,%d,%d".formatted(click ? "C" : "I", Numbers.START_SECONDS * 1_000 + 10 * index, query, ad);
    }
}
