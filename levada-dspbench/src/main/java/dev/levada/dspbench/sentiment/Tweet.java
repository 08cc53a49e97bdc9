package dev.levada.dspbench.sentiment;

import dev.levada.dspbench.Line;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was said.
 *
 * @param created in milliseconds since 1970
 */
public record Tweet(String id, String text, long created) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Reads a line of JSON; nothing if it is none, or lacks a field. */
    public static List<Tweet> parse(Line line) {
        try {
            JsonNode root = JSON.readTree(line.text());
            JsonNode tweet = root.has("data") ? root.get("data") : root;
            if (!tweet.has("id") || !tweet.has("text") || !tweet.has("created_at")) {
                return List.of();
            }
            long created = Instant.parse(tweet.get("created_at").asString()).toEpochMilli();
            return List.of(
                    new Tweet(tweet.get("id").asString(), tweet.get("text").asString(), created));
        } catch (JacksonException | DateTimeParseException e) {
            return List.of();
        }
    }
}
