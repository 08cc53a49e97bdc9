package dev.levada.testkit.world;

import dev.levada.testkit.chance.Chance;
import java.util.Locale;

/** What gets from one node to another, and what does not. */
final class Network {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;

    private final World world;
    private final Chance chance;
    private final Profile profile;
    private final long[][] latencies;
    private final int[][] cuts;

    Network(World world, Chance chance, Profile profile) {
        this.world = world;
        this.chance = chance;
        this.profile = profile;
        int nodes = profile.workers() + 1;
        latencies = new long[nodes][nodes];
        cuts = new int[nodes][nodes];
        for (int from = 0; from < nodes; from++) {
            for (int to = 0; to < nodes; to++) {
                latencies[from][to] = from == to ? 2 * MICRO : chance.between(20 * MICRO, 500 * MICRO);
            }
        }
    }

    /** Nothing gets through from one node to another until it is {@link #mend mended} as often. */
    void cut(int from, int to) {
        cuts[from][to]++;
    }

    void mend(int from, int to) {
        cuts[from][to]--;
    }

    boolean isCut(Node from, Node to) {
        return from != to && cuts[from.number][to.number] > 0;
    }

    long latency(Node from, Node to) {
        long base = latencies[from.number][to.number];
        return (base + chance.between(0, base)) * from.slowness();
    }

    /** What a message is called: "go on without" for a {@code GoOnWithout}. */
    static String kind(Object message) {
        return message.getClass()
                .getSimpleName()
                .replaceAll("(?<=.)([A-Z])", " $1")
                .toLowerCase(Locale.ROOT);
    }

    /** A control message: it may get lost, come late or twice, or overtake others, within one node too. */
    void send(Node from, Node to, String kind, Runnable deed) {
        if (isCut(from, to)) {
            world.sometimes("a message lost in a partition");
            return;
        }
        if (world.faulty(Fault.MESSAGE_LOSS) && chance.percent(profile.lossPercent())) {
            world.sometimes("a message lost");
            return;
        }
        int times = world.faulty(Fault.MESSAGE_TWICE) && chance.percent(profile.lossPercent()) ? 2 : 1;
        for (int i = 0; i < times; i++) {
            long delay = latency(from, to);
            if (world.faulty(Fault.MESSAGE_DELAY) && chance.percent(profile.lossPercent())) {
                delay += chance.between(MILLI, 80 * MILLI);
                world.sometimes("a message late");
            }
            world.onNode(to, delay, kind, deed);
        }
    }
}
