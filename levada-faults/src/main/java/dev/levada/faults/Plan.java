package dev.levada.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** What is done to one job; a function of the seed, the kinds and their greatest number alone. */
record Plan(List<Strike> strikes) {
    private static final double EARLIEST = 0.02;
    private static final double LATEST = 0.95;
    private static final int MAX_VICTIM = 1_000;

    Plan {
        strikes = List.copyOf(strikes);
    }

    /** Seeds that follow each other begin with kinds that follow each other, so that few rounds will see them all. */
    static Plan of(long seed, List<Fault> kinds, int maxStrikes) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Strike> strikes = new ArrayList<>();
        int number = 1 + random.nextInt(maxStrikes);
        for (int i = 0; i < number; i++) {
            Fault fault =
                    kinds.get(i == 0 ? (int) Math.floorMod(seed, (long) kinds.size()) : random.nextInt(kinds.size()));
            strikes.add(new Strike(
                    fault,
                    EARLIEST + random.nextDouble() * (LATEST - EARLIEST),
                    random.nextInt(MAX_VICTIM),
                    fault.minMillis() + random.nextInt(fault.maxMillis() - fault.minMillis() + 1)));
        }
        strikes.sort(Comparator.comparingDouble(Strike::at));
        return new Plan(strikes);
    }

    boolean needs(Fault.Need need) {
        return strikes.stream().anyMatch(strike -> strike.fault().need() == need);
    }
}
