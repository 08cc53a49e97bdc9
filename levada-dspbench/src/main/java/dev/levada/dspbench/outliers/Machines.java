package dev.levada.dspbench.outliers;

import dev.levada.dspbench.draw.Draw;
import dev.levada.dspbench.draw.Draws;
import dev.levada.dspbench.draw.Numbers;
import java.util.function.LongFunction;

/** How busy 100 machines are, every ten seconds; now and then one is ill, for twenty steps. */
final class Machines implements LongFunction<String> {
    private static final int MACHINES = 100;
    private static final int ILL_STEPS = 20;

    private final Draws draws;
    private final Draws ill;

    Machines(long seed) {
        this.draws = Draws.of(seed, "mo");
        this.ill = Draws.of(seed, "mo-sick");
    }

    @Override
    public String apply(long index) {
        long step = index / MACHINES;
        int machine = (int) (index % MACHINES);
        Draw draw = draws.at(index);
        double cpu = 40 + 10 * draw.normal();
        double memory = 50 + 10 * draw.normal();
        if (ill.hashBelow(50, machine, step / ILL_STEPS) == 0) {
            cpu += 45;
            memory += 40;
        }
        return "m_%d,%d,%s,%s,,,0,0,0"
                .formatted(1_000 + machine, Numbers.START_SECONDS + 10 * step, percent(cpu), percent(memory));
    }

    private static String percent(double value) {
        return Numbers.decimals(Math.max(0, Math.min(100, value)), 2);
    }
}
