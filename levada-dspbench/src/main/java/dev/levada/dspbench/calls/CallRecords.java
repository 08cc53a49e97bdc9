package dev.levada.dspbench.calls;

import dev.levada.dspbench.draw.Draw;
import dev.levada.dspbench.draw.Draws;
import dev.levada.dspbench.draw.Numbers;
import java.util.function.LongFunction;

/** Twenty calls a second of 200 numbers that mostly call friends, and of five that call anybody, briefly. */
final class CallRecords implements LongFunction<String> {
    private static final int SELLERS = 5;
    private static final int NORMAL = 200;

    private final Draws draws;

    CallRecords(long seed) {
        this.draws = Draws.of(seed, "vs");
    }

    @Override
    public String apply(long index) {
        Draw draw = draws.at(index);
        int caller;
        int callee;
        int duration;
        if (draw.below(20) == 0) {
            caller = draw.below(SELLERS);
            callee = 1_000 + draw.below(100_000);
            duration = 5 + draw.below(30);
        } else {
            caller = SELLERS + draw.below(NORMAL);
            callee = SELLERS
                    + (draw.below(20) == 0 ? draw.below(NORMAL) : (caller * 7 + draw.below(8) * 13 + 1) % NORMAL);
            if (callee == caller) {
                callee = SELLERS + (callee - SELLERS + 1) % NORMAL;
            }
            duration = 30 + draw.below(300);
        }
        boolean established = draw.below(20) != 0;
        return "1%010d,1%010d,%d,%d,%b"
                .formatted(caller, callee, Numbers.START_SECONDS + index / 20, duration, established);
    }
}
