package dev.levada.connectors.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a prepared transaction: {@code levada/job/run/operator/subtask/attempt/epoch}, at most 192 bytes, and of
 * characters that need no escape in SQL.
 *
 * @param task as {@link TaskKey} names it
 */
record Gid(String task, long attempt, long epoch) {
    private static final Pattern FORM =
            Pattern.compile("levada/((?:[a-z0-9._~-]+/){3}\\d{1,10})/(\\d{1,19})/(\\d{1,19})");
    private static final String HANDLE = "\2";

    /** What the names of all transactions of a task begin with, and no others. */
    static String prefix(String task) {
        return "levada/" + task + "/";
    }

    /** @throws IllegalArgumentException if it is none */
    static Gid parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'%s' is no name of a transaction of this sink".formatted(text));
        }
        return new Gid(matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }

    byte[] toBytes() {
        return (HANDLE + this).getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws IllegalArgumentException if it is none */
    static Gid of(byte[] handle) {
        String text = new String(handle, StandardCharsets.US_ASCII);
        if (!text.startsWith(HANDLE)) {
            throw new IllegalArgumentException(
                    "what was prepared names no transaction: it was written with the offset in the sink, or by a newer version; go on with that one, or start afresh");
        }
        return parse(text.substring(HANDLE.length()));
    }

    @Override
    public String toString() {
        return prefix(task) + attempt + "/" + epoch;
    }
}
