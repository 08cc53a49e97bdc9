package dev.levada.node.job;

/** Where a job stands. The last three are final. */
public enum JobState {
    RUNNING,
    /** All input is processed and everything committed. */
    FINISHED,
    FAILED,
    CANCELLED;

    public boolean isFinal() {
        return this != RUNNING;
    }
}
