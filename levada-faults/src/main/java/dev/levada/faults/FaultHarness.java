package dev.levada.faults;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs rounds, one after the other. */
public final class FaultHarness {
    private final FaultSettings settings;
    private final Map<Fault, String> skipped;

    private FaultHarness(FaultSettings settings, Map<Fault, String> skipped) {
        this.settings = settings;
        this.skipped = skipped;
    }

    /** Told how a round gets on. */
    @FunctionalInterface
    public interface Listener {

        /**
         * More was committed.
         *
         * @param records how many in all
         */
        void committed(long seed, long records);
    }

    /**
     * Finds out what this machine can do, and leaves out the rest.
     *
     * @throws IllegalArgumentException if nothing is left
     */
    public static FaultHarness on(FaultSettings wanted) throws InterruptedException {
        Machine machine = Machine.tried(wanted.kinds());
        Map<Fault, String> skipped = new LinkedHashMap<>();
        for (Fault fault : wanted.kinds()) {
            machine.missing(fault).ifPresent(reason -> skipped.put(fault, reason));
        }
        List<Fault> possible = wanted.kinds().stream()
                .filter(fault -> !skipped.containsKey(fault))
                .toList();
        if (possible.isEmpty()) {
            throw new IllegalArgumentException("none of these faults can be done here: " + skipped);
        }
        return new FaultHarness(wanted.withKinds(possible), skipped);
    }

    /** The kinds that are left out here, and why. */
    public Map<Fault, String> skipped() {
        return Map.copyOf(skipped);
    }

    /** The kinds that are drawn from. */
    public List<Fault> kinds() {
        return settings.kinds();
    }

    /**
     * Runs a round. Its directory is gone afterwards, unless it went wrong.
     *
     * @throws IOException if the harness itself cannot go on
     */
    public RoundResult run(long seed, Listener listener) throws IOException, InterruptedException {
        Round round = Round.of(settings, seed);
        Thread hook = new Thread(() -> endQuietly(round), "levada-faults-end");
        Runtime.getRuntime().addShutdownHook(hook);
        RoundResult result;
        try {
            result = round.run(records -> listener.committed(seed, records));
        } finally {
            round.end();
            forget(hook);
        }
        if (result.right()) {
            round.delete();
        }
        return result;
    }

    /** Nothing that was done to the machine is to outlast this process. */
    private static void endQuietly(Round round) {
        try {
            round.end();
        } catch (IOException e) {
            System.err.println("levada: a fault could not be taken back: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // it runs already
        }
    }
}
