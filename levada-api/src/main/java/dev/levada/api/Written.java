package dev.levada.api;

import java.util.Optional;

/** Finds where in the user's code something is written. */
final class Written {
    private static final StackWalker STACK = StackWalker.getInstance();
    private static final String ENGINE = "dev.levada.api.";

    private Written() {}

    /** The call into this API that goes on, if it comes from outside of it. */
    static Optional<StackTraceElement> here() {
        return STACK.walk(frames -> frames.filter(frame -> !frame.getClassName().startsWith(ENGINE))
                .findFirst()
                .map(StackWalker.StackFrame::toStackTraceElement));
    }
}
