package dev.levada.dspbench.grid;

import dev.levada.dspbench.draw.Draws;
import dev.levada.dspbench.draw.Numbers;
import java.util.function.LongFunction;

/** What forty plugs in four houses use, every twenty seconds: each is on or off for ten minutes. */
final class Meters implements LongFunction<String> {
    private static final int PLUGS = 40;
    private static final int SECONDS_A_STEP = 20;
    private static final int SECONDS_A_TURN = 600;
    private static final int[] PEAKS = {25, 35, 50, 70, 150, 300, 600, 800, 900, 1_200};

    private final Draws peak;
    private final Draws on;
    private final Draws around;

    Meters(long seed) {
        this.peak = Draws.of(seed, "sg-peak");
        this.on = Draws.of(seed, "sg-on");
        this.around = Draws.of(seed, "sg-osc");
    }

    @Override
    public String apply(long index) {
        long step = index / (2 * PLUGS);
        int plug = (int) (index % (2 * PLUGS)) / 2;
        boolean isLoad = index % 2 == 0;
        long seconds = Numbers.START_SECONDS + SECONDS_A_STEP * step;
        return "%d,%d,%d,%d,%d,%d,%d"
                .formatted(
                        index,
                        seconds,
                        isLoad ? load(plug, step, seconds) : step,
                        isLoad ? 1 : 0,
                        plug % 5,
                        plug / 5 % 2,
                        plug / 10);
    }

    private int load(int plug, long step, long seconds) {
        boolean isOn = on.hashBelow(2, plug, seconds / SECONDS_A_TURN) == 0;
        return isOn ? PEAKS[peak.hashBelow(PEAKS.length, plug)] - 10 + around.hashBelow(21, plug, step) : 0;
    }
}
