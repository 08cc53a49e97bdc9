package dev.levada.io.net;

import java.io.IOException;

/** A connection, or a port, did not come to be. */
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** @param message what was tried, what was found, and what to do */
    public RefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
