package dev.levada.core.task;

import java.time.Duration;

/** A call to the world outside had no answer in time. */
public final class CallTimeoutException extends Exception {
    private static final long serialVersionUID = 1L;

    CallTimeoutException(Duration timeout) {
        super("no answer within %d ms; give it longer with timeout(...), or ask onError(...) to go on without"
                .formatted(timeout.toMillis()));
    }
}
