package dev.levada.dspbench;

import dev.levada.api.recovery.Guarantee;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an application has put out, against what it had to.
 *
 * @param lines how many the result has
 * @param missing how many of the oracle's lines it lacks
 * @param extra how many lines it has that the oracle has not
 * @param faults what is wrong with the output itself, such as a total that came twice
 */
public record Verdict(String digest, String expectedDigest, long lines, long missing, long extra, List<String> faults) {

    /** What it says of a guarantee. */
    public enum Word {
        /** The result is the oracle's. */
        EXACT,
        /** It is not, but no more so than the guarantee allows. */
        KEPT,
        /** It is not, and the output does not tell whether that is allowed: states that count twice do not show it. */
        DIFFERENT,
        /** It is not, and had to be. */
        BROKEN
    }

    public Verdict {
        faults = List.copyOf(faults);
    }

    /** Compares. */
    public static Verdict of(Outcome outcome, Collection<String> expected) {
        Map<String, Integer> open = new HashMap<>();
        expected.forEach(line -> open.merge(line, 1, Integer::sum));
        long extra = 0;
        for (String line : outcome.result()) {
            Integer times = open.get(line);
            if (times == null) {
                extra++;
            } else if (times == 1) {
                open.remove(line);
            } else {
                open.put(line, times - 1);
            }
        }
        long missing = open.values().stream().mapToLong(Integer::longValue).sum();
        List<String> result = outcome.result();
        return new Verdict(Digest.of(result), Digest.of(expected), result.size(), missing, extra, outcome.faults());
    }

    /** Whether it is what the oracle says, each line once. */
    public boolean exact() {
        return missing == 0 && extra == 0 && faults.isEmpty();
    }

    /** @param stateless whether a record that is processed again only puts out the same again */
    public Word word(Guarantee guarantee, boolean stateless) {
        if (exact()) {
            return Word.EXACT;
        }
        if (guarantee == Guarantee.EXACTLY_ONCE) {
            return Word.BROKEN;
        }
        if (!stateless) {
            return Word.DIFFERENT;
        }
        return (guarantee == Guarantee.AT_LEAST_ONCE ? missing : extra) == 0 ? Word.KEPT : Word.BROKEN;
    }
}
