package dev.levada.dspbench.spikes;

import dev.levada.dspbench.draw.Draw;
import dev.levada.dspbench.draw.Draws;
import dev.levada.dspbench.draw.Numbers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.LongFunction;

/** One reading a second of each of 50 devices; now and then one is a tenth off, or its line is cut short. */
final class Readings implements LongFunction<String> {
    private static final int DEVICES = 50;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Draws draws;

    Readings(long seed) {
        this.draws = Draws.of(seed, "sd");
    }

    @Override
    public String apply(long index) {
        Draw draw = draws.at(index);
        int device = (int) (index % DEVICES) + 1;
        long second = index / DEVICES;
        double value = 20 + 0.1 * device + 0.2 * draw.normal();
        if (draw.below(200) == 0) {
            value *= draw.below(2) == 0 ? 1.10 : 0.90;
        }
        boolean isCut = draw.below(100) == 0;
        return "%s.%03d000 %d %d %s 40.0 100.0%s"
                .formatted(
                        TIME.format(Instant.ofEpochSecond(Numbers.START_SECONDS + second)),
                        index % 1_000,
                        second,
                        device,
                        Numbers.decimals(value, 4),
                        isCut ? "" : " 2.7");
    }
}
