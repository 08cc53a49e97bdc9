package dev.levada.faults.replicas;

import dev.levada.replication.history.Seen;
import dev.levada.replication.history.Seen.Kind;
import dev.levada.replication.history.Seen.Status;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What clients saw, a JSON object a line:
 *
 * <pre>
 *   process  who did it, one at a time
 *   op       get, put, cas, delete or inc
 *   key
 *   value    of put; of cas [old,new]; of inc 1; else null
 *   result   of get and inc the value, or null; of cas and delete true or false; else null
 *   call     when it began, in seconds of one monotonic clock
 *   return   when it ended; null when nobody knows
 *   status   ok; fail: certainly without effect; info: nobody knows
 * </pre>
 *
 * Whole numbers are written as such. Written by one thread at a time.
 */
public final class HistoryFile implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final double NANOS = 1e9;
    private static final String ONE = "1";

    private final Writer out;

    private HistoryFile(Writer out) {
        this.out = out;
    }

    /** Begins a file, in the place of what is there. */
    public static HistoryFile create(Path file) throws IOException {
        return new HistoryFile(new BufferedWriter(Files.newBufferedWriter(file)));
    }

    /** Appends an operation; it is there for sure when this is closed. */
    public void write(Seen seen) throws IOException {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("process", written(seen.process()));
        line.put("op", seen.kind().name().toLowerCase(Locale.ROOT));
        line.put("key", seen.key());
        line.put("value", value(seen));
        line.put("result", seen.result().map(HistoryFile::written).orElse(null));
        line.put("call", seen.callNanos() / NANOS);
        line.put("return", seen.status() == Status.INFO ? null : seen.returnNanos() / NANOS);
        line.put("status", seen.status().name().toLowerCase(Locale.ROOT));
        out.write(JSON.writeValueAsString(line));
        out.write('\n');
    }

    private static @Nullable Object value(Seen seen) {
        List<Object> arguments =
                seen.arguments().stream().map(HistoryFile::written).toList();
        return switch (seen.kind()) {
            case PUT -> arguments.get(0);
            case CAS -> arguments;
            case INC -> 1;
            case GET, DELETE -> null;
        };
    }

    private static Object written(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        return text.matches("0|-?[1-9]\\d{0,17}") ? Long.valueOf(text) : text;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /**
     * Reads a whole file.
     *
     * @throws IllegalArgumentException if a line is none of a history, as {@code file:line: why}
     */
    public static List<Seen> read(Path file) throws IOException {
        List<Seen> history = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank()) {
                    history.add(seen(file, number, line));
                }
            }
        }
        return history;
    }

    private static Seen seen(Path file, int number, String line) {
        try {
            return seen(JSON.readTree(line));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "%s:%d: no JSON object: %s".formatted(file, number, e.getOriginalMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s:%d: %s".formatted(file, number, e.getMessage()), e);
        }
    }

    private static Seen seen(JsonNode line) {
        Kind kind = oneOf(Kind.values(), line, "op");
        Status status = oneOf(Status.values(), line, "status");
        boolean unknown = status == Status.INFO || line.path("return").isNull();
        return new Seen(
                text(line, "process"),
                kind,
                text(line, "key"),
                arguments(kind, line.path("value")),
                unknown ? Optional.empty() : result(kind, line.path("result")),
                nanos(line, "call"),
                unknown ? Long.MAX_VALUE : nanos(line, "return"),
                status);
    }

    private static List<String> arguments(Kind kind, JsonNode value) {
        switch (kind) {
            case PUT -> {
                return List.of(text(value, "value of put"));
            }
            case CAS -> {
                if (!value.isArray() || value.size() != 2) {
                    throw new IllegalArgumentException("value of cas is [old,new], was " + value);
                }
                return List.of(text(value.get(0), "old value of cas"), text(value.get(1), "new value of cas"));
            }
            case INC -> {
                if (!value.isNull()
                        && !value.isMissingNode()
                        && !value.asString().equals(ONE)) {
                    throw new IllegalArgumentException("inc adds 1, value was " + value);
                }
                return List.of();
            }
            case GET, DELETE -> {
                return List.of();
            }
        }
        throw new IllegalArgumentException("no kind of operation: " + kind);
    }

    /** A store may answer a put with something, which says nothing. */
    private static Optional<String> result(Kind kind, JsonNode result) {
        return kind == Kind.PUT || result.isNull() || result.isMissingNode()
                ? Optional.empty()
                : Optional.of(text(result, "result"));
    }

    private static String text(JsonNode line, String field) {
        JsonNode value = line.isObject() ? line.path(field) : line;
        if (!value.isValueNode() || value.isNull()) {
            throw new IllegalArgumentException("'%s' must be a text, a number, true or false, was %s"
                    .formatted(field, value.isMissingNode() ? "missing" : value));
        }
        return value.asString();
    }

    private static long nanos(JsonNode line, String field) {
        JsonNode value = line.path(field);
        if (!value.isNumber()) {
            throw new IllegalArgumentException("'%s' must be a number of seconds, was %s"
                    .formatted(field, value.isMissingNode() ? "missing" : value));
        }
        return Math.round(value.asDouble() * NANOS);
    }

    private static <T extends Enum<T>> T oneOf(T[] values, JsonNode line, String field) {
        String word = text(line, field);
        return Arrays.stream(values)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is '%s', but is one of %s"
                        .formatted(field, word, Arrays.toString(values).toLowerCase(Locale.ROOT))));
    }
}
