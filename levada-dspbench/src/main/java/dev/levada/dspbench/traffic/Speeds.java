package dev.levada.dspbench.traffic;

import java.util.ArrayList;
import java.util.List;

/**
 * The last thirty speeds on a road that were plausible.
 *
 * @param average of them, in whole numbers
 * @param accepted whether the last one was plausible
 */
record Speeds(List<Integer> recent, int average, boolean accepted) {
    private static final int WINDOW = 30;
    static final Speeds NONE = new Speeds(List.of(), 0, false);

    Speeds {
        recent = List.copyOf(recent);
    }

    /** With another one: rejected if it is more than two deviations from the average. */
    Speeds with(int speed) {
        int count = recent.size();
        int sum = speed;
        for (int each : recent) {
            sum += each;
        }
        int next = sum / (count + 1);
        if (count >= 2 && Math.abs(speed - next) > 2 * deviation(speed)) {
            return new Speeds(recent, average, false);
        }
        List<Integer> longer = new ArrayList<>(recent);
        longer.add(speed);
        return new Speeds(longer.subList(Math.max(0, longer.size() - WINDOW), longer.size()), next, true);
    }

    private double deviation(int speed) {
        double squares = 0;
        for (int each : recent) {
            squares += (double) (each - average) * (each - average);
        }
        squares += (double) (speed - average) * (speed - average);
        return Math.sqrt(squares / recent.size());
    }

    String line(Sighting sighting) {
        return "%d|%d|%d|%d|%d".formatted(sighting.seq(), sighting.road(), average, recent.size(), accepted ? 1 : 0);
    }
}
