package dev.levada.connectors.jdbc;

import dev.levada.api.connector.SinkTask;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A task as one short name of letters, digits and {@code ._-~/}: {@code plant/4f2a/spikes/3}. Different tasks have
 * different names, in databases that ignore the case of letters or spaces at the end too.
 */
final class TaskKey {
    /** Three of these, and numbers, fit what PostgreSQL has for the name of a prepared transaction: 199 bytes. */
    private static final int MOST_PART = 44;

    private static final int HASH = 20;

    private TaskKey() {}

    static String of(SinkTask task) {
        return "%s/%s/%s/%d".formatted(part(task.job()), part(task.run()), part(task.operator()), task.subtask());
    }

    /** As it is if it is plain and short; otherwise its beginning and a hash of all of it. */
    static String part(String name) {
        boolean plain = name.chars().allMatch(TaskKey::isPlain);
        if (plain && !name.isEmpty() && name.length() <= MOST_PART) {
            return name;
        }
        StringBuilder key = new StringBuilder();
        name.codePoints().limit(MOST_PART - HASH - 1).forEach(c -> key.append(isPlain(c) ? (char) c : '_'));
        return key + "~" + hash(name);
    }

    /** No capitals: a database may take them for small ones. */
    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    }

    private static String hash(String name) {
        return HexFormat.of().formatHex(digest(name)).substring(0, HASH);
    }

    static byte[] digest(String name) {
        // Not by a charset: these have one answer for all halves of characters.
        ByteBuffer chars = ByteBuffer.allocate(2 * name.length());
        chars.asCharBuffer().put(name);
        try {
            return MessageDigest.getInstance("SHA-256").digest(chars.array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
