package dev.levada.cli.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/** What was thrown, and where, in words on one line. */
final class Thrown {
    private static final int MAX_FRAMES = 15;
    private static final int MAX_CAUSES = 5;

    private Thrown() {}

    static String text(IThrowableProxy thrown) {
        StringBuilder text = new StringBuilder();
        @Nullable IThrowableProxy current = thrown;
        for (int depth = 0; current != null && depth < MAX_CAUSES; depth++) {
            text.append(depth == 0 ? "" : "; caused by ").append(current.getClassName());
            if (current.getMessage() != null) {
                text.append(": ").append(current.getMessage());
            }
            append(current.getStackTraceElementProxyArray(), current.getCommonFrames(), text);
            current = current.getCause();
        }
        return text.toString();
    }

    private static void append(StackTraceElementProxy[] frames, int common, StringBuilder text) {
        int shown = Math.min(frames.length - common, MAX_FRAMES);
        for (int i = 0; i < shown; i++) {
            text.append(" ").append(frames[i].getSTEAsString());
        }
        if (shown < frames.length) {
            text.append(" ... ").append(frames.length - shown).append(" more");
        }
    }
}
