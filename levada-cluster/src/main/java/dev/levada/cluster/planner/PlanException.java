package dev.levada.cluster.planner;

/** A topology cannot be made a plan: it contradicts itself. */
public final class PlanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlanException(String message) {
        super(message);
    }
}
