package dev.levada.testkit.sample;

/** A failure that belongs to the test: a system outside did not answer, or refused a voided attempt. */
public final class InjectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InjectedException(String message) {
        super(message);
    }

    /** Whether it is the cause of a failure, at any depth. */
    public static boolean caused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InjectedException) {
                return true;
            }
        }
        return false;
    }
}
