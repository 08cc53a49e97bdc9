package dev.levada.cluster.coordinator;

/** How soon, and how often in a row, what has failed is brought back. */
final class Restarts {
    private final CoordinatorSettings settings;
    private long lastFailureNanos;
    private int failures;
    private long dueNanos;
    /** Whether something has failed for which no round has begun. */
    private boolean unanswered;

    Restarts(CoordinatorSettings settings) {
        this.settings = settings;
    }

    /** A task has failed by itself. Returns whether that was once too often. */
    boolean tooOften(long now) {
        if (now - lastFailureNanos >= settings.calmNanos()) {
            failures = 0;
        }
        lastFailureNanos = now;
        failures++;
        return failures > settings.restarts();
    }

    /** Failures in a row of tasks that failed by themselves. */
    int failures() {
        return failures;
    }

    /** Asks for a round: at once for what a fault took, after a pause that grows for what failed by itself. */
    void ask(boolean byItself, long now) {
        unanswered = true;
        dueNanos = byItself ? now + (settings.resendNanos() * (failures - 1)) / 4 : now;
    }

    boolean isDue(long now) {
        return unanswered && now - dueNanos >= 0;
    }

    /** A round has begun. */
    void answered() {
        unanswered = false;
    }

    /** The job gets on. */
    void forgive() {
        failures = 0;
    }
}
