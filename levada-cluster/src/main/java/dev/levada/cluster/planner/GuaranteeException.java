package dev.levada.cluster.planner;

/** The guarantee asked for cannot be given: names what stands in the way, and the alternatives. */
public final class GuaranteeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public GuaranteeException(String message) {
        super(message);
    }
}
