package dev.levada.dspbench.logs;

import dev.levada.dspbench.draw.Draw;
import dev.levada.dspbench.draw.Draws;
import dev.levada.dspbench.draw.Numbers;
import dev.levada.dspbench.draw.Zipf;
import dev.levada.dspbench.geo.Addresses;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.LongFunction;

/** The log of a web server with ten requests a second; some come late, up to three minutes, and some are malformed. */
final class Requests implements LongFunction<String> {
    private static final Zipf CLIENTS = new Zipf(5_000);
    private static final Zipf PATHS = new Zipf(1_000);
    private static final int[] STATUS = {200, 304, 404, 302, 500};
    private static final int A_SECOND = 10;
    private static final int MAX_LATE_SECONDS = 180;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Draws draws;
    private final Addresses addresses;

    Requests(long seed) {
        this.draws = Draws.of(seed, "lp");
        this.addresses = new Addresses(seed, "lp-ip");
    }

    @Override
    public String apply(long index) {
        Draw draw = draws.at(index);
        if (draw.below(100) == 0) {
            return "- - malformed " + index;
        }
        long seconds = Numbers.START_SECONDS + index / A_SECOND;
        if (draw.below(20) == 0) {
            seconds -= draw.below(MAX_LATE_SECONDS);
        }
        String ip = addresses.of(draw.zipf(CLIENTS));
        int status = STATUS[draw.pick(80, 8, 7, 3, 2)];
        String bytes = draw.below(20) == 0 ? "-" : Integer.toString(draw.below(50_000));
        int path = draw.zipf(PATHS);
        return "%s - - [%s +0000] \"GET /p%d HTTP/1.1\" %d %s"
                .formatted(ip, TIME.format(Instant.ofEpochSecond(seconds)), path, status, bytes);
    }
}
