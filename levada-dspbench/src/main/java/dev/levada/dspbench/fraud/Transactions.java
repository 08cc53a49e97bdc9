package dev.levada.dspbench.fraud;

import dev.levada.dspbench.draw.Draw;
import dev.levada.dspbench.draw.Draws;
import java.util.function.LongFunction;

/** Transactions of 2,000 customers; of some of them each kind is equally likely, which is not how people buy. */
final class Transactions implements LongFunction<String> {
    private static final int CUSTOMERS = 2_000;
    private static final int ONE_IN = 40;

    private final Draws draws;
    private final Draws bad;

    Transactions(long seed) {
        this.draws = Draws.of(seed, "fd");
        this.bad = Draws.of(seed, "fd-bad");
    }

    @Override
    public String apply(long index) {
        Draw draw = draws.at(index);
        int customer = draw.below(CUSTOMERS);
        return "C%06d,T%d,%s".formatted(customer, index, state(draw, bad.hashBelow(ONE_IN, customer) == 0));
    }

    private static String state(Draw draw, boolean isBad) {
        int amount = isBad ? draw.below(3) : draw.pick(MarkovModel.AMOUNT_WEIGHTS);
        int price = isBad ? draw.below(2) : draw.pick(MarkovModel.PRICE_WEIGHTS);
        int elapsed = isBad ? draw.below(3) : draw.pick(MarkovModel.ELAPSED_WEIGHTS);
        return MarkovModel.name(amount, price, elapsed);
    }
}
