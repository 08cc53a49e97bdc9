package dev.levada.io.log;

import java.io.IOException;

/**
 * A write or a force of a log failed, now or earlier; the cause is the first failure. The log takes nothing more: what
 * it holds is known only after it is opened again.
 */
public final class LogFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    LogFailedException(String log, Throwable first) {
        super(
                "log %s failed and takes nothing more: %s; mend the cause, then open the log again"
                        .formatted(log, first.getMessage()),
                first);
    }
}
