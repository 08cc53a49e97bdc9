package dev.levada.dspbench.clicks;

import dev.levada.dspbench.draw.Draw;
import dev.levada.dspbench.draw.Draws;
import dev.levada.dspbench.draw.Zipf;
import dev.levada.dspbench.geo.Addresses;
import java.util.function.LongFunction;

/** Clicks of 5,000 clients on 300 pages as JSON; some lines are broken. */
final class Clicks implements LongFunction<String> {
    private static final Zipf PAGES = new Zipf(300);
    private static final int CLIENTS = 5_000;

    private final Draws draws;
    private final Addresses addresses;

    Clicks(long seed) {
        this.draws = Draws.of(seed, "ca");
        this.addresses = new Addresses(seed, "ca-ip");
    }

    @Override
    public String apply(long index) {
        Draw draw = draws.at(index);
        if (draw.below(200) == 0) {
            return "{bad json";
        }
        int client = draw.below(CLIENTS);
        int page = draw.zipf(PAGES);
        return "{\"ip\":\"%s\",\"url\":\"http://site/u%d\",\"clientKey\":\"k%d\"}"
                .formatted(addresses.of(client), page, client);
    }
}
