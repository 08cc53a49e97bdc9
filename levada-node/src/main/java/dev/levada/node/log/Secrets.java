package dev.levada.node.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Keeps secrets out of logs and views. */
public final class Secrets {
    /** What stands in the place of a secret. */
    public static final String MASK = "***";

    private static final Pattern SECRET_KEY =
            Pattern.compile("pass|secret|token|key|credential", Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    /** Whether a value under this key is not to be shown. */
    public static boolean isSecret(String key) {
        return SECRET_KEY.matcher(key).find();
    }

    /** The same map in the same order, with the secrets masked. */
    public static Map<String, String> masked(Map<String, String> settings) {
        Map<String, String> masked = new LinkedHashMap<>();
        settings.forEach((key, value) -> masked.put(key, isSecret(key) ? MASK : value));
        return masked;
    }
}
