package dev.levada.dspbench.calls;

import dev.levada.dspbench.Line;
import java.util.List;

/**
 * A call.
 *
 * @param seconds when it was answered, since 1970
 * @param isNew whether it is the first of this caller to this callee, as far as that is known
 */
record Call(long seq, String caller, String callee, long seconds, long duration, boolean established, boolean isNew) {
    private static final int FIELDS = 5;

    /** Two numbers. */
    record Pair(String caller, String callee) {}

    Pair pair() {
        return new Pair(caller, callee);
    }

    Call firstOfItsPair() {
        return new Call(seq, caller, callee, seconds, duration, established, true);
    }

    /** Whether it is scored: the others only count. */
    boolean isScored() {
        return established && isNew;
    }

    /** Reads caller, callee, seconds, duration, true or false; nothing if the line has something else. */
    static List<Call> parse(Line line) {
        String[] fields = line.text().split(",", -1);
        if (fields.length != FIELDS) {
            return List.of();
        }
        try {
            return List.of(new Call(
                    line.seq(),
                    fields[0],
                    fields[1],
                    Long.parseLong(fields[2]),
                    Long.parseLong(fields[3]),
                    Boolean.parseBoolean(fields[4]),
                    false));
        } catch (NumberFormatException e) {
            return List.of();
        }
    }
}
