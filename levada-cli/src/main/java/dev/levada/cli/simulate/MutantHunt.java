package dev.levada.cli.simulate;

import dev.levada.testkit.Simulator;
import dev.levada.testkit.mutant.Mutant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Plants each bug and counts the seeds until it is noticed, from several seeds on: a simulation that finds nothing
 * proves nothing unless it would find something.
 */
final class MutantHunt {
    private final long firstSeed;
    private final long mostSeeds;
    private final int times;

    /**
     * How to hunt.
     *
     * @param mostSeeds after which a hunt is given up
     * @param times how often each bug is hunted, each time from another seed on
     */
    MutantHunt(long firstSeed, long mostSeeds, int times) {
        this.firstSeed = firstSeed;
        this.mostSeeds = mostSeeds;
        this.times = times;
    }

    /**
     * How soon a bug was noticed.
     *
     * @param seeds how many it took in each hunt, in order; -1 where it was not
     * @param message what was noticed, the first time
     */
    record Found(Mutant mutant, List<Long> seeds, String message) {

        boolean always() {
            return seeds.stream().allMatch(each -> each > 0);
        }

        long median() {
            return sorted()[seeds.size() / 2];
        }

        long most() {
            return sorted()[seeds.size() - 1];
        }

        private long[] sorted() {
            long[] sorted = seeds.stream()
                    .mapToLong(each -> each > 0 ? each : Long.MAX_VALUE)
                    .toArray();
            Arrays.sort(sorted);
            return sorted;
        }
    }

    List<Found> hunt(List<Mutant> mutants, int threads) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Found>> hunts = new ArrayList<>();
            for (Mutant mutant : mutants) {
                hunts.add(pool.submit(() -> hunt(mutant)));
            }
            List<Found> all = new ArrayList<>();
            for (Future<Found> each : hunts) {
                all.add(each.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the simulator failed: " + e.getCause(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private Found hunt(Mutant mutant) {
        List<Long> seeds = new ArrayList<>();
        String message = "";
        Simulator.Settings settings =
                Simulator.Settings.of(mutant.protocols()).mutant(mutant).withoutShrinking();
        for (int time = 0; time < times; time++) {
            long first = firstSeed + time * mostSeeds;
            long tried = 0;
            String noticed = null;
            while (noticed == null && tried < mostSeeds) {
                noticed = Simulator.runSeed(settings, first + tried).violation();
                tried++;
            }
            seeds.add(noticed == null ? -1 : tried);
            message = message.isEmpty() && noticed != null ? noticed : message;
        }
        return new Found(mutant, seeds, message);
    }
}
