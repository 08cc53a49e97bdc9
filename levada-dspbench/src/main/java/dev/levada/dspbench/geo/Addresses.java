package dev.levada.dspbench.geo;

import dev.levada.dspbench.draw.Draws;

/** The made-up addresses of clients. */
public final class Addresses {
    private final Draws draws;

    /** @param tag of the random numbers */
    public Addresses(long seed, String tag) {
        this.draws = Draws.of(seed, tag);
    }

    /** The IPv4 address of a client. */
    public String of(int client) {
        return "%d.%d.%d.%d"
                .formatted(
                        1 + draws.hashBelow(223, client, 0),
                        draws.hashBelow(256, client, 1),
                        draws.hashBelow(256, client, 2),
                        1 + draws.hashBelow(254, client, 3));
    }
}
