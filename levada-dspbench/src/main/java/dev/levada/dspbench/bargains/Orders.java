package dev.levada.dspbench.bargains;

import dev.levada.dspbench.draw.Draw;
import dev.levada.dspbench.draw.Draws;
import dev.levada.dspbench.draw.Numbers;
import dev.levada.dspbench.draw.Zipf;
import java.util.function.LongFunction;

/** One trade or quote a second, of fifty symbols. */
final class Orders implements LongFunction<String> {
    private static final Zipf SYMBOLS = new Zipf(50);

    private final Draws draws;

    Orders(long seed) {
        this.draws = Draws.of(seed, "bi");
    }

    @Override
    public String apply(long index) {
        Draw draw = draws.at(index);
        boolean trade = draw.below(2) == 0;
        int symbol = draw.zipf(SYMBOLS);
        double base = 2_000 + 100 * symbol;
        long cents = (long) Math.floor(base * (1 + 0.01 * draw.normal()) + 0.5);
        int size = 100 * (1 + draw.below(50));
        return "%s,S%02d,%d,%d,%d".formatted(trade ? "T" : "Q", symbol, Numbers.START_SECONDS + index, cents, size);
    }
}
