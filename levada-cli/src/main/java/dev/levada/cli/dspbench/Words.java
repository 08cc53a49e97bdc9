package dev.levada.cli.dspbench;

import dev.levada.api.recovery.Guarantee;
import dev.levada.dspbench.Verdict;

/** What a verdict is called. */
final class Words {

    private Words() {}

    static String of(Verdict.Word word, Guarantee asked) {
        return switch (word) {
            case EXACT -> "exact";
            case KEPT -> "not exact, as %s allows".formatted(asked.label());
            case DIFFERENT -> "not exact; whether %s was kept does not show in totals".formatted(asked.label());
            case BROKEN -> "WRONG: %s was not kept".formatted(asked.label());
        };
    }
}
