package dev.levada.dspbench.grid;

import dev.levada.dspbench.draw.Numbers;
import java.util.NavigableMap;
import java.util.stream.DoubleStream;

/** What was used in a minute. */
record Slice(double watts, long count) {
    static final int SECONDS = 60;

    /** How many slices a day has; short, so that there is one before in the hours that are generated. */
    private static final int A_DAY = 30;

    static final Slice NONE = new Slice(0, 0);

    static long of(long seconds) {
        return seconds / SECONDS;
    }

    Slice with(double load) {
        return new Slice(watts + load, count + 1);
    }

    double average() {
        return watts / count;
    }

    /**
     * What will be used in the slice after the next one: the average now, and the median of that time on days before.
     *
     * @param slices all up to now, which is one of them
     */
    static double prediction(long now, NavigableMap<Long, Slice> slices) {
        DoubleStream.Builder before = DoubleStream.builder();
        int days = 0;
        for (long each = now + 2 - A_DAY; each >= slices.firstKey(); each -= A_DAY) {
            Slice slice = slices.get(each);
            if (slice != null) {
                before.add(slice.average());
                days++;
            }
        }
        double average = slices.getOrDefault(now, NONE).average();
        return days == 0 ? average : (average + Loads.median(before.build())) / 2;
    }

    /** @param whose H or P, for a house or a plug */
    static String line(String whose, long now, Object name, double prediction) {
        return "%s|%d|%s|%d".formatted(whose, (now + 2) * SECONDS, name, Numbers.micros(prediction));
    }
}
