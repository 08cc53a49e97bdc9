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
        if (RunningTotals.APPLICATIONS.contains(code)) {
            RunningTotals.Expected totals = new RunningTotals.Expected();
            application.oracle(List.of(texts.first(count)), seed, totals::add);
            return totals.tally();
        }
        Tally.Adder all = new Tally.Adder();
        application.oracle(List.of(texts.first(count)), seed, all::add);
        return all.tally();
    }
}
