package dev.levada.dspbench.learner;

import java.util.Map;
import java.util.TreeMap;

/** The rewards of an action: how many of each amount. */
record Histogram(Map<Integer, Integer> bins, int count, long sum) {
    static final Histogram NONE = new Histogram(Map.of(), 0, 0);

    Histogram {
        bins = new TreeMap<>(bins);
    }

    Histogram with(int reward) {
        Map<Integer, Integer> more = new TreeMap<>(bins);
        more.merge(reward, 1, Integer::sum);
        return new Histogram(more, count + 1, sum + reward);
    }

    /**
     * The upper end of the interval around the mean in which so many rewards are.
     *
     * @param confidence in percent
     */
    int upperBound(int confidence) {
        int mean = (int) (sum / count);
        int need = count * confidence / 100;
        int held = bins.getOrDefault(mean, 0);
        int seen = bins.containsKey(mean) ? 1 : 0;
        int offset = 1;
        while (seen < bins.size()) {
            for (int bin : new int[] {mean + offset, mean - offset}) {
                Integer size = bins.get(bin);
                if (size != null) {
                    held += size;
                    seen++;
                }
            }
            if (held >= need) {
                break;
            }
            offset++;
        }
        return mean + offset;
    }
}
