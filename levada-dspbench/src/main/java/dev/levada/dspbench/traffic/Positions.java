package dev.levada.dspbench.traffic;

import dev.levada.dspbench.draw.Draw;
import dev.levada.dspbench.draw.Draws;
import dev.levada.dspbench.draw.Numbers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.LongFunction;

/** Where 200 taxis are, each every thirty seconds; some stand, some are far off the map, some hurry. */
final class Positions implements LongFunction<String> {
    private static final int TAXIS = 200;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Draws draws;

    Positions(long seed) {
        this.draws = Draws.of(seed, "tm");
    }

    @Override
    public String apply(long index) {
        Draw draw = draws.at(index);
        boolean eastward = draw.below(2) == 0;
        int street = draw.below(RoadMap.STREETS);
        double along = draw.unit() * 0.4;
        double beside = draw.normal() * 0.00006;
        double latitude = eastward ? RoadMap.latitude(street) + beside : 39.70 + along;
        double longitude = eastward ? 116.20 + along : RoadMap.longitude(street) + beside;
        if (draw.below(50) == 0) {
            latitude += 1.0;
        }
        int speed = speed((int) Math.floor(30 + 8 * draw.normal() + 0.5), draw.below(100));
        Instant time = Instant.ofEpochSecond(Numbers.START_SECONDS + 30 * (index / TAXIS));
        return "%d,%d,%s,%s,%s,%d,%d"
                .formatted(
                        index,
                        index % TAXIS,
                        TIME.format(time),
                        Numbers.decimals(latitude, 6),
                        Numbers.decimals(longitude, 6),
                        speed,
                        draw.below(360));
    }

    private static int speed(int usual, int kind) {
        return kind < 10 ? 0 : kind < 12 ? 120 : usual;
    }
}
