package dev.levada.dspbench.spam;

import dev.levada.dspbench.Line;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A mail by its words.
 *
 * @param words how often each is in it
 * @param spam whether it is spam, if that is known
 */
record Mail(String id, Map<String, Integer> words, boolean spam) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Reads a line of JSON; nothing if it is none, or has no id. */
    static List<Mail> parse(Line line) {
        try {
            JsonNode mail = JSON.readTree(line.text());
            if (!mail.has("id")) {
                return List.of();
            }
            Map<String, Integer> words = new TreeMap<>();
            for (String word : mail.path("message").asString("").split("\\W+")) {
                if (!word.isEmpty()) {
                    words.merge(word.toLowerCase(Locale.ROOT), 1, Integer::sum);
                }
            }
            return List.of(new Mail(
                    mail.get("id").asString(), words, mail.path("isSpam").asBoolean(false)));
        } catch (JacksonException e) {
            return List.of();
        }
    }

    /** How many words it has. */
    long length() {
        return words.values().stream().mapToLong(Integer::longValue).sum();
    }
}
