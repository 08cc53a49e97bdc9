package dev.levada.bench;

import dev.levada.dspbench.Application;
import dev.levada.dspbench.Applications;
import java.util.List;

/** What has to come out of an application, by its oracle. */
final class ExpectedOutput {

    private ExpectedOutput() {}

    /** @param count how many records go in */
    static Tally of(String code, Texts texts, long seed, long count) {
        Application application = Applications.find(code).orElseThrow();
        Tally.Adder all = new Tally.Adder();
        application.oracle(List.of(texts.first(count)), seed, line -> {
            if (code.equals(Origins.WORDS)) {
                addCounts(all, line);
            } else {
                all.add(line);
            }
        });
        return all.tally();
    }

    /** The oracle of a word count tells the last count of a word, and each one up to that has to come. */
    private static void addCounts(Tally.Adder all, String line) {
        int bar = line.indexOf('|');
        String word = line.substring(0, bar + 1);
        long last = Long.parseLong(line.substring(bar + 1));
        for (long count = 1; count <= last; count++) {
            all.add(word + count);
        }
    }
}
