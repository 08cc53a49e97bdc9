package dev.levada.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Applications that put out a total whenever it grows. Which line comes with which other numbers depends on the order
 * in which records were read, but each total comes to each number from its first to its last, once: that is what is
 * added up, total by total.
 */
final class RunningTotals {
    /** Those whose oracle says the last of each total, and no more. */
    static final List<String> APPLICATIONS = List.of(Origins.WORDS, "lp", "ca");

    /** Those of which a line can tell several totals. */
    private static final List<String> SEVERAL = List.of("lp", "ca");

    private RunningTotals() {}

    /** Whether lines of an application are to be added by {@link #add}, and not as they are. */
    static boolean tellSeveral(String code) {
        return SEVERAL.contains(code);
    }

    /**
     * Adds the totals of a line: {@code GEO|country|n|city|m} tells two, {@code VIS|n|m} one and how many of those were
     * new so far, all others one. Allocates nothing.
     */
    static void add(Tally.Adder all, String line) {
        if (line.startsWith("GEO|")) {
            int country = line.indexOf('|', 4);
            int total = line.indexOf('|', country + 1);
            all.add(line, total, line.length());
            all.add(line, country, total);
        } else if (line.startsWith("VIS|")) {
            int total = line.indexOf('|', 4);
            all.add(line, total, line.length());
            all.last(Long.parseLong(line, total + 1, line.length(), 10));
        } else {
            all.add(line);
        }
    }

    /** What has to come, by the lines of an oracle. */
    static final class Expected {
        private final Map<String, Long> lasts = new HashMap<>();
        private final Tally.Adder all = new Tally.Adder();

        void add(String line) {
            String[] fields = line.split("\\|");
            if (fields[0].equals("GEO")) {
                last("GEO|%s|".formatted(fields[1]), fields[2]);
                last("GEO|%s|%s|".formatted(fields[1], fields[3]), fields[4]);
            } else if (fields[0].equals("VIS")) {
                last("VIS|", fields[1]);
                all.last(Long.parseLong(fields[2]));
            } else {
                int bar = line.lastIndexOf('|');
                last(line.substring(0, bar + 1), line.substring(bar + 1));
            }
        }

        private void last(String total, String number) {
            lasts.put(total, Long.valueOf(number));
        }

        Tally tally() {
            lasts.forEach((total, last) -> {
                for (long number = total.startsWith("REP|") ? 0 : 1; number <= last; number++) {
                    all.add(total + number);
                }
            });
            return all.tally();
        }
    }
}
