package dev.levada.faults;

import dev.levada.api.recovery.Recovery;
import java.nio.file.Path;
import java.util.List;

/**
 * How a round went.
 *
 * @param strikes the faults that were done, in order
 * @param missed how many were drawn but came to nothing: the job had ended before
 * @param progress how much was committed when
 * @param seconds how long the round took
 * @param starts how often the job was started
 * @param recoveries milliseconds from each failure until all tasks ran again, as the job itself reports them; those of
 *     a coordinator that was killed are not known
 * @param trouble what the job said at its end if it failed, or what was found to be wrong; empty if all went well
 * @param directory what is left of it, if it went wrong
 */
public record RoundResult(
        long seed,
        Recovery protocol,
        Outcome outcome,
        Verdict verdict,
        List<Struck> strikes,
        int missed,
        List<Sample> progress,
        double seconds,
        int starts,
        List<Double> recoveries,
        List<String> trouble,
        Path directory) {

    public RoundResult {
        strikes = List.copyOf(strikes);
        progress = List.copyOf(progress);
        recoveries = List.copyOf(recoveries);
        trouble = List.copyOf(trouble);
    }

    /** How a job ended. */
    public enum Outcome {
        /** Its output is right. */
        RIGHT,
        /** It has ended as if all were well, and its output is not right. */
        WRONG,
        /** It gave up, and had no reason to. */
        FAILED,
        /** It stood still. */
        HUNG
    }

    /**
     * A fault that was done.
     *
     * @param at seconds since the start of the round
     * @param millis how long it lasted
     * @param victim what it was done to
     * @param pauseMillis the longest time without anything committed, from then until the next one
     */
    public record Struck(Fault fault, double at, int millis, String victim, double pauseMillis) {}

    /**
     * Something was committed.
     *
     * @param at seconds since the start of the round
     * @param records how many in all, by then
     */
    public record Sample(double at, long records) {}

    /** Whether all was well. */
    public boolean right() {
        return outcome == Outcome.RIGHT;
    }
}
