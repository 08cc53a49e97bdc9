package dev.levada.api.operator;

/**
 * What happens when an operator throws, or a source finds a record that it cannot read.
 *
 * <p>Under any policy but {@link #fail} the operator's output for a record is held back until the call returns, so a
 * failed call leaves nothing behind downstream. What it wrote to keyed state stays. Each failure is counted.
 *
 * @param attempts how often a record is tried in all, from 1
 */
public record ErrorPolicy(Action action, int attempts) {

    /** What happens after the last attempt. */
    public enum Action {
        /** The job fails, naming operator and record. */
        FAIL,
        /** The record is left out. */
        SKIP,
        /** The record goes to the operator's {@link DeadLetter#OUTPUT}. */
        DEAD_LETTER
    }

    public ErrorPolicy {
        if (attempts < 1 || attempts > 1_000) {
            throw new IllegalArgumentException("attempts must be from 1 to 1000, was " + attempts);
        }
    }

    public static ErrorPolicy fail() {
        return new ErrorPolicy(Action.FAIL, 1);
    }

    public static ErrorPolicy skip() {
        return new ErrorPolicy(Action.SKIP, 1);
    }

    public static ErrorPolicy deadLetter() {
        return new ErrorPolicy(Action.DEAD_LETTER, 1);
    }

    /**
     * Tries again, at once, then fails the job.
     *
     * @param retries how often after the first attempt, from 1
     */
    public static ErrorPolicy retry(int retries) {
        return fail().withRetries(retries);
    }

    /** The same end, after so many more attempts: {@code skip().withRetries(3)}. */
    public ErrorPolicy withRetries(int retries) {
        if (retries < 1) {
            throw new IllegalArgumentException("retries must be at least 1, was " + retries);
        }
        return new ErrorPolicy(action, 1 + retries);
    }

    /** Whether the first exception ends the job, so that nothing needs to be held back. */
    public boolean failsAtOnce() {
        return action == Action.FAIL && attempts == 1;
    }
}
