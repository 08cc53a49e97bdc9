package dev.levada.dspbench.clicks;

import dev.levada.dspbench.Line;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody looked at a page. */
record Click(String ip, String url, String client) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Reads a line of JSON; nothing if it is none. */
    static List<Click> parse(Line line) {
        try {
            JsonNode click = JSON.readTree(line.text());
            return List.of(new Click(field(click, "ip"), field(click, "url"), field(click, "clientKey")));
        } catch (JacksonException e) {
            return List.of();
        }
    }

    private static String field(JsonNode click, String name) {
        return click.path(name).asString("");
    }
}
