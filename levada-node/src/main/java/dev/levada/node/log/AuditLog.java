package dev.levada.node.log;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says who asked for what: a line for each control action and each refusal, under a name of its own. */
public final class AuditLog {
    /** The name of the logger. */
    public static final String LOGGER = "levada.audit";

    private static final int MAX_VALUE_LENGTH = 500;

    private AuditLog() {}

    /**
     * Writes a line. The values may come from whoever asked: they are quoted, so that none can pass for another.
     *
     * @param who a role or an identity that was proved; "nobody" if none was
     * @param from an address
     * @param what the action and what it was done to
     * @param result "done", or "refused" or "failed" and why
     */
    public static void record(String who, String from, String what, String result) {
        Logger logger = LoggerFactory.getLogger(LOGGER); // not a constant: loading this class must not start logging
        logger.info("who={} from={} what={} result={}", quoted(who), quoted(from), quoted(what), quoted(result));
    }

    private static String quoted(String value) {
        String kept = value.length() <= MAX_VALUE_LENGTH ? value : value.substring(0, MAX_VALUE_LENGTH) + "...";
        return "\"" + kept.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
